/** Files that are imported as text, so that the executable has them. */
declare module "*.typ" {
  const text: string;
  export default text;
}

declare module "*.py" {
  const text: string;
  export default text;
}

declare module "*.bash" {
  const text: string;
  export default text;
}
