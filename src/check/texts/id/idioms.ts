/** Indonesian: what a programming language has to do with a fault. */
import type { Idioms } from "../idioms.ts";

export const IDIOMS = {
  python: {
    read: "recv(1024) mengembalikan apa yang sudah tiba: 1 sampai 1.024 byte.",
    "lf-accepted": "strip(), splitlines(), dan readline() pada file maupun asyncio menerima `\\n` saja.",
    "cr-accepted": "strip() dan splitlines() menerima `\\r` saja.",
    "lf-sent": "`\\n` hanyalah LF, dan print() pun hanya menambahkan itu.",
    compare: '`b"TIME" == "TIME"` selalu False: bandingkan bytes dengan bytes.',
    unflushed: 'Yang ditulis ke makefile("w") belum dikirim sebelum flush().',
    "time-digits": 'f"{hour}:{minute}" tidak memberi nol di depan; strftime("%H:%M:%S") memberi.',
    "time-hours": "`%I` hanya sampai 12: gunakan `%H`.",
    unclosed:
      "break dan berakhirnya run() tidak menutup apa pun selama list seperti `the_clients` masih memegang socket: panggil close().",
    "one-at-a-time":
      "start() menjalankan thread; run() hanya panggilan biasa, dan join() tepat setelah start() menunggu thread itu selesai.",
    decode: "decode() menimbulkan UnicodeDecodeError, yang termasuk ValueError.",
    "reset-raised":
      "recv() menimbulkan ConnectionResetError dan sendall() BrokenPipeError: keduanya termasuk OSError.",
    "end-shown": 'recv() mengembalikan `b""` kalau client sudah menutup koneksi.',
  },
  node: {
    read: "Event `data` membawa apa yang sudah tiba: sebagian dari satu baris, atau beberapa baris.",
    "late-lf":
      "readline langsung mengakhiri baris pada CR, dan LF yang tiba lebih dari 100 ms kemudian dianggap baris kosong tambahan: potong sendiri datanya di `\\r\\n`.",
    "lf-accepted": "readline, `split(/\\r?\\n/)`, dan trim() menerima `\\n` saja.",
    "cr-accepted": "readline langsung mengakhiri baris pada CR saja, dan trim() membuangnya.",
    "lf-sent": "os.EOL, dan ganti baris di dalam tanda backtick, hanyalah LF di Linux.",
    compare:
      "`data` adalah Buffer, bukan string: panggil toString() sebelum `===`, dan ingat akhir barisnya.",
    "time-digits":
      'getHours() adalah bilangan tanpa nol di depan: gunakan padStart(2, "0"), atau toTimeString().slice(0, 8).',
    "time-hours": "toLocaleTimeString() mengikuti locale, dan bisa menulis AM dan PM: toTimeString() tidak.",
    "time-dots":
      "toLocaleTimeString() mengikuti locale, dan di Indonesia memakai titik: toTimeString() tidak.",
    unclosed: "return hanya keluar dari handler: panggil socket.end().",
    "one-at-a-time":
      "Semua handler berbagi satu thread: loop yang menunggu, atau fungsi yang namanya berakhir Sync, menghentikan semua client.",
    "reset-raised": 'Reset adalah event `error`: tanpa socket.on("error", …) seluruh proses berhenti.',
    "end-shown":
      "Event `end` datang kalau client sudah menutup koneksi; dengan allowHalfOpen panggil end() sendiri.",
  },
  java: {
    read: "read(buffer) mengembalikan apa yang sudah tiba: 1 byte sampai sepanjang buffer.",
    "lf-accepted": "BufferedReader.readLine(), Scanner.nextLine(), dan trim() menerima `\\n` saja.",
    "cr-accepted": "BufferedReader.readLine() mengakhiri baris pada CR saja juga, dan trim() membuangnya.",
    "lf-sent":
      "println() dan `%n` mengakhiri baris menurut mesinnya, yaitu LF saja di Linux: tulis `\\r\\n` dengan print().",
    compare:
      "String dibandingkan dengan equals(), bukan dengan `==`; hasil read() masih memuat akhir barisnya.",
    unflushed:
      "PrintWriter atau BufferedWriter belum mengirim sebelum flush(); autoflush hanya berlaku untuk println() dan printf().",
    "time-digits":
      "Bilangan yang disambung ke teks tidak punya nol di depan: gunakan `HH:mm:ss` pada DateTimeFormatter, atau `%02d`.",
    "time-hours": "Dalam pola, `hh` hanya sampai 12: gunakan `HH:mm:ss`.",
    unclosed:
      "Keluar dari loop tidak menutup apa pun: panggil socket.close(), sebaiknya lewat try-with-resources.",
    "one-at-a-time":
      "start() menjalankan thread; run() hanya panggilan biasa, dan join() tepat setelah start() menunggu thread itu selesai.",
    "reset-raised": "read() dan write() melempar SocketException, yang termasuk IOException.",
    "end-shown": "read() mengembalikan -1 dan readLine() null kalau client sudah menutup koneksi.",
  },
  go: {
    read: "conn.Read(buffer) mengembalikan apa yang sudah tiba: 1 byte sampai sepanjang buffer.",
    "lf-accepted": "bufio.Scanner, ReadString('\\n'), dan strings.TrimSpace() menerima `\\n` saja.",
    "cr-accepted": "strings.TrimSpace() membuang `\\r` saja.",
    "lf-sent": "Println() dan Fprintln() mengakhiri baris dengan LF saja.",
    compare: "ReadString('\\n') menyertakan akhir baris: panggil strings.TrimSuffix() sebelum `==`.",
    unflushed: "bufio.Writer belum mengirim sebelum Flush().",
    "time-digits": "Dalam layout, `3` dan `4` tidak punya nol di depan: tulis `15:04:05`.",
    "time-hours": "Dalam layout, `03` hanya sampai 12: tulis `15:04:05`.",
    unclosed: "return tidak menutup apa pun: tulis `defer conn.Close()` di awal fungsi.",
    "one-at-a-time": "Tanpa `go` di depannya, panggilan itu melayani satu client sampai selesai.",
    "reset-raised":
      "Read() dan Write() mengembalikan error: keluar saja dari fungsinya; log.Fatal() akan menghentikan server.",
    "end-shown": "Read() mengembalikan io.EOF kalau client sudah menutup koneksi.",
  },
  c: {
    read: "recv() dan read() mengembalikan apa yang sudah tiba: 1 byte sampai ukuran yang Anda berikan.",
    "lf-accepted": 'fgets() dan getline() menerima `\\n` saja, begitu pula strtok() dengan "\\r\\n".',
    "cr-accepted": 'strtok() dan strcspn() dengan "\\r\\n" berhenti pada salah satu dari kedua karakter itu.',
    "lf-sent": "puts() dan `\\n` mengakhiri baris dengan LF saja.",
    compare:
      "recv() tidak menaruh `\\0` di belakang data: tambahkan sebelum strcmp(), dan ingat akhir barisnya.",
    unflushed: "FILE dari fdopen() belum mengirim sebelum fflush().",
    "time-digits":
      'Pada printf(), `%d` tidak memberi nol di depan: gunakan `%02d`, atau strftime() dengan "%H:%M:%S".',
    "time-hours": "`%I` hanya sampai 12: gunakan `%H`.",
    unclosed:
      "Berakhirnya thread tidak menutup apa pun: panggil close(); setelah fork(), proses induk pun harus menutupnya.",
    "one-at-a-time":
      "pthread_join() tepat setelah pthread_create() menunggu thread itu selesai: gunakan pthread_detach().",
    "reset-raised":
      "Menulis ke koneksi seperti itu menimbulkan SIGPIPE, yang menghentikan program: panggil signal(SIGPIPE, SIG_IGN) di main().",
    "end-shown": "recv() mengembalikan 0 kalau client sudah menutup koneksi.",
  },
  php: {
    read: "fread($client, 1024) mengembalikan apa yang sudah tiba: 1 sampai 1.024 byte.",
    "lf-accepted": "fgets() dan trim() menerima `\\n` saja.",
    "cr-accepted": "trim() membuang `\\r` saja.",
    "lf-sent": "PHP_EOL hanyalah LF di Linux.",
    compare:
      "fgets() dan fread() menyertakan akhir baris: `===` bernilai false sebelum akhir baris itu dibuang.",
    "time-digits": "Pada date(), `G` tidak punya nol di depan: gunakan `H:i:s`.",
    "time-hours": "Pada date(), `h` hanya sampai 12: gunakan `H:i:s`.",
    unclosed:
      "Setelah pcntl_fork(), kedua proses memegang koneksi itu, dan masing-masing harus memanggil fclose().",
    "one-at-a-time":
      "PHP hanya punya satu thread: gunakan pcntl_fork() untuk setiap client, atau stream_select() untuk semuanya.",
    "reset-raised": "fread() dan fwrite() lalu mengembalikan false atau string kosong: keluar dari loop.",
    "end-shown": 'fread() mengembalikan "" dan feof() bernilai true kalau client sudah menutup koneksi.',
  },
  ruby: {
    read: "readpartial(1024) dan recv(1024) mengembalikan apa yang sudah tiba: 1 sampai 1.024 byte.",
    "lf-accepted": "gets, chomp, dan strip menerima `\\n` saja.",
    "cr-accepted": "chomp dan strip membuang `\\r` saja.",
    "lf-sent": "puts mengakhiri baris dengan LF saja.",
    compare: 'gets menyertakan akhir baris: gunakan chomp("\\r\\n") sebelum `==`.',
    "time-digits": 'Bilangan di dalam teks tidak punya nol di depan: gunakan strftime("%H:%M:%S").',
    "time-hours": "`%I` hanya sampai 12: gunakan `%H:%M:%S`.",
    unclosed: "break dan return tidak menutup apa pun: panggil `client.close`, sebaiknya di `ensure`.",
    "one-at-a-time": "Thread.new menjalankan thread; join tepat setelahnya menunggu thread itu selesai.",
    decode: "Pada byte seperti itu split, strip, dan `=~` menimbulkan ArgumentError, selama dianggap UTF-8.",
    "reset-raised":
      "gets dan write menimbulkan Errno::ECONNRESET dan Errno::EPIPE: keduanya termasuk SystemCallError.",
    "end-shown":
      "gets mengembalikan nil, dan readpartial menimbulkan EOFError, kalau client sudah menutup koneksi.",
  },
  csharp: {
    read: "stream.Read() mengembalikan apa yang sudah tiba: 1 byte sampai ukuran yang Anda berikan.",
    "lf-accepted": "StreamReader.ReadLine() dan Trim() menerima `\\n` saja.",
    "cr-accepted": "Trim() membuang `\\r` saja.",
    "lf-sent": "WriteLine() dan Environment.NewLine hanyalah LF di Linux: tulis `\\r\\n` dengan Write().",
    compare:
      "GetString(buffer) menjadikan seluruh buffer string, dengan `\\0` di belakang data: berikan juga jumlah dari Read().",
    unflushed: "StreamWriter belum mengirim sebelum Flush(), kecuali AutoFlush dipasang.",
    "time-digits": "Dalam format, `H` tidak punya nol di depan: gunakan `HH`.",
    "time-hours": "Dalam format, `hh` hanya sampai 12: gunakan `HH`.",
    "time-dots":
      "Dalam format, `:` adalah pemisah menurut culture, yaitu titik di Indonesia: gunakan `HH':'mm':'ss`.",
    unclosed: "return tidak menutup apa pun: panggil Close() pada client, sebaiknya lewat `using`.",
    "one-at-a-time": "Start() menjalankan thread; Join(), Wait(), dan Result menunggu thread itu selesai.",
    "reset-raised":
      "Read() dan Write() melempar IOException; kalau tidak ditangkap, di thread mana pun, seluruh proses berhenti.",
    "end-shown": "Read() mengembalikan 0 dan ReadLine() null kalau client sudah menutup koneksi.",
  },
} as const satisfies Idioms;
