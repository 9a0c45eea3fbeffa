export async function serveInetd(_: unknown): Promise<number> {
  return 0;
}
