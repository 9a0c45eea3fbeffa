/** The part of seek-bzip that is used here; the package has no types of its own. */
declare module "seek-bzip" {
  interface Output {
    readonly writeByte: (byte: number) => void;
  }
  const bunzip: { readonly decode: (input: Buffer, output: Output, isMultistream: boolean) => void };
  export default bunzip;
}
