/** Indonesian: why nothing was judged. */
import type { NotJudged, PortInUse } from "../../not-judged.ts";

export function notJudged(facts: NotJudged): string {
  switch (facts.why) {
    case "port-in-use":
      return `${inUse(facts)} Hentikan dulu, atau pilih port lain dengan --port.`;
    case "cannot-start":
      return `${facts.program} tidak dapat dijalankan: ${facts.code}. Apakah ejaannya benar, dan sudah terpasang?`;
    case "did-not-listen":
      return `COMMAND belum membuka port dalam ${facts.seconds} detik. Jika perlu lebih lama, atur --start-timeout.`;
    case "exited":
      return facts.code === null
        ? `COMMAND dihentikan oleh ${facts.signal} sebelum membuka port.`
        : `COMMAND berakhir dengan kode ${facts.code} sebelum membuka port.`;
    case "went-to-background":
      return `COMMAND berpindah ke latar belakang, dan prosesnya belum membuka port dalam ${facts.seconds} detik.`;
    case "judge-failed":
      return `Penguji tidak dapat membuat koneksi (${facts.code}: ${facts.message}).`;
  }
}

export function waitingForPort(facts: PortInUse, seconds: number): string {
  return `${inUse(facts)} Menunggu paling lama ${seconds} detik sampai port itu bebas.`;
}

function inUse({ port, program, pid, local, remote, state }: PortInUse): string {
  const who = program === undefined ? undefined : `${program} (proses ${pid})`;
  if (local === undefined) return `Port ${port} sedang dipakai${who === undefined ? "." : ` oleh ${who}.`}`;
  const pair = `koneksi dari ${local} ke ${remote} (${state})`;
  return `Port ${port} sedang dipakai oleh ${pair}${who === undefined ? "." : ` milik ${who}.`}`;
}
