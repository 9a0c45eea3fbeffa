/** No text leaves the place in HTML or SVG that it was put into. */
import { expect, test } from "bun:test";
import { html } from "../../src/text/html.ts";

test("markup is escaped, and what is invisible is made visible", () => {
  expect(html(`<b a="1" c='2'>&amp;`)).toBe("&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;amp;");
  expect(html("JAM\u001b[31m")).toBe("JAM\\u001b[31m");
});
