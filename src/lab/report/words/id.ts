/** The report's words in Indonesian, with the terms of the assignment. */
import { numberIn } from "../../narrative/format.ts";
import type { Words } from "./words.ts";

const number = (value: number) => numberIn("id", value);
const untilEnded = (seconds: number | undefined) =>
  seconds === undefined ? "" : ` (tidak selesai sendiri: tekan Ctrl-C setelah ${number(seconds)} s)`;

const inFile = (file: string | undefined) => (file === undefined ? "" : ` di ${file}`);

export const ID: Words = {
  drawing: {
    client: "client",
    server: "server",
    port: (port) => `port ${port}`,
    number: "No.",
    time: "Waktu (s)",
    sentAgain: "dikirim ulang (retransmission)",
    onlyIn: (file) => `nomor di ${file}`,
    closesFirst: (side) => `${side} yang pertama menutup`,
    resetsFirst: (side) => `${side} me-reset koneksi (RST)`,
    packetsLeftOut: (count) => `… ${number(count)} paket tidak digambar …`,
    bytesLeftOut: (count) => `… ${number(count)} byte lagi`,
    bytesNotCaptured: (count) => `… ${number(count)} byte tidak terekam`,
    linesBefore: (count) => `… ${number(count)} baris sebelumnya`,
    beforeCapture: "sebelum paket 1",
    notRecorded: "… selebihnya tidak dicatat",
    printedNothing: "(server tidak mencetak apa pun)",
    linesLeftOut: (count) => `… ${number(count)} baris lagi`,
    sessionsLeftOut: (count) => `${number(count)} sesi lagi tidak digambar`,
    sequenceOf: (session) => `Diagram urutan paket sesi ${session}`,
    terminalOf: (host) => `Terminal ${host}`,
    timelineOf: (sessions) => `Garis waktu ${sessions} sesi`,
    replyOf: (bytes) => `${bytes} byte respons`,
    exitCode: (code) => `exit code ${code}`,
    endedByRun: (seconds) => `dihentikan oleh percobaan setelah ${number(seconds)} s`,
    axis: "waktu (s)",
    axisFrom: (seconds) => `0 = ${seconds} s sejak awal capture`,
    request: "data client",
    reply: "data server",
    synWaits: "SYN belum dijawab",
    atOnce: "dua sesi atau lebih terbuka",
    replyParts: ["JAM", "spasi", "hh:mm:ss", "CR LF"],
  },
  page: {
    kicker: "Pemrograman Jaringan · TUGAS 2",
    title: (port) => `Server waktu TCP di port ${port}`,
    name: "Nama",
    nrp: "NRP",
    class: "Kelas",
    source: "Kode sumber",
    date: "Tanggal capture",
    captures: "Capture",
    serverCommand: "Server",
    machine: "Lingkungan",
    notGiven: "(tidak diisi)",
    moreCaptures: (count) => `${number(count)} capture lagi`,
    captureOf: (file, packets) => `${file} (${packets} paket TCP)`,
    results: "Ringkasan hasil",
    states: { proven: "Terbukti", "not-proven": "Belum terbukti", unseen: "Tidak terlihat" },
    provenOf: (proven, all) => `${proven} dari ${all} butir tugas terbukti oleh capture ini.`,
    nothingProven: "Belum ada butir tugas yang terbukti oleh capture ini.",
    unseenOf: (unseen) => `${unseen} butir lain tidak terlihat di dalamnya.`,
    point: "Butir",
    clause: "Ketentuan",
    result: "Hasil",
    page: (page, pages) => `Halaman ${page} dari ${pages}`,
    figure: "Gambar",
    table: "Tabel",
  },
  section: {
    evidence: (sessions) => `Bukti: sesi ${sessions}.`,
    seeSessions: (sessions) => `Lihat sesi ${sessions}.`,
    noEvidence: "Tidak ada sesi di capture ini yang membuktikan butir ini.",
    preparation: "Persiapan",
    steps: "Langkah percobaan",
    terminals: "Tampilan terminal",
    packets: "Yang terlihat di jaringan",
    diagram: "Diagram",
    analysis: "Analisis",
    appendix: "Lampiran: kode sumber server",
    sourceLinesLeftOut: (count) => `${number(count)} baris lagi tidak dicetak.`,
    terminalCaption: (host) => `Terminal ${host}; di kanan, detik di dalam capture, seperti di kolom Time`,
    terminalEnded: (host, seconds) =>
      `; di ${host} perintah tidak selesai sendiri dan dihentikan oleh percobaan setelah ${number(seconds)} s`,
    packetCaption: (sessions, file) => `Paket sesi ${sessions}${inFile(file)} dengan filter`,
    requestCaption: "Request dari client dan respons dari server",
    sequenceCaption: (session, client, server, file) =>
      `Diagram urutan paket sesi ${session}, ${client} ke ${server}${inFile(file)}`,
    timelineCaption: (sessions, one, file) =>
      sessions === 1
        ? `Garis waktu ${one === undefined ? "satu-satunya sesi" : `sesi ${one}`}${inFile(file)}`
        : `Garis waktu ${sessions} sesi${inFile(file)}; kuning: dua sesi atau lebih terbuka bersamaan`,
    replyCaption: (session) => `Byte respons server pada sesi ${session}`,
    seeAbove: (session, point) => `Sesi ${session} sudah ditampilkan pada butir ${point}.`,
    tableAbove: (sessions, point) => `Paket sesi ${sessions} sudah dicantumkan pada butir ${point}.`,
    rowsLeftOut: (count) => `${number(count)} paket lagi tidak dicantumkan.`,
    terminalsLeftOut: (count) => `${number(count)} terminal lagi tidak digambar.`,
    requestsLeftOut: (count) => `${number(count)} request lagi tidak dicantumkan.`,
    lengthNote: "Length: byte payload TCP. Info: tanpa opsi TCP (MSS, SACK, window scale, timestamp).",
    stepUp: "Nyalakan ketiga mesin lab:",
    stepCapture: (host) =>
      `Di ${host}, mulai capture (atau buka Wireshark) sebelum client terhubung ke server:`,
    stepServer: (host) => `Di ${host}, jalankan server:`,
    stepClient: (host, seconds) => `Di ${host}, jalankan${untilEnded(seconds)}:`,
    stepTyped: (host, seconds) =>
      `Di ${host}, jalankan perintah ini, ketik TIME, dan terakhir QUIT; tekan Ctrl-V Ctrl-M untuk CR sebelum setiap Enter${untilEnded(seconds)}:`,
    stepFilter: "Buka capture di Wireshark dengan filter:",
    stepAll: "Atau jalankan semua percobaan dengan satu perintah, dengan capture di setiap mesin:",
    requestTable: {
      session: "Sesi",
      request: "Request",
      segments: "No. paket",
      reply: "Respons",
      seconds: "s",
      none: "tidak ada",
      early: "mendahului",
      unseen: "tidak terekam",
      unasked: "(tanpa request)",
    },
  },
  checklist: {
    title: "sebelum dikumpulkan:",
    complete: (points) =>
      `sebelum dikumpulkan: tidak ada yang kurang. Nama, NRP, dan tautan sudah diisi, dan ${points} butir terbukti semua.`,
    missing: {
      name: "nama belum diisi: --name NAMA, atau name di lab.toml",
      nrp: "NRP belum diisi: --nrp NRP, atau nrp di lab.toml",
      source: "tautan ke kode sumber belum diisi: --source URL, atau source di lab.toml",
    },
    notProven: (point, why) => `${point} belum terbukti. ${why}`,
    unseen: (point, why) => `${point} tidak terlihat. ${why}`,
  },
};
