/** A stand-in until the page is here. */
export {};
