import { defineConfig, type Plugin } from "vite";

/** Function URLs on other hosts, separated by blanks: the page may ask these beside its own. */
const functions = (process.env.EXPLORER_FUNCTIONS ?? "").split(/\s+/).filter((origin) => origin !== "");

/** docs/explorer.md names the header that servers send; a page from a plain file server has this one. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  `connect-src ${["'self'", ...functions].join(" ")}`,
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
].join("; ");

/** Only where it is built: the development server puts scripts of its own into the page. */
const contentSecurityPolicy: Plugin = {
  name: "content-security-policy",
  apply: "build",
  transformIndexHtml: () => [
    { tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content: policy }, injectTo: "head-prepend" },
  ],
};

export default defineConfig({
  base: "./",
  plugins: [contentSecurityPolicy],
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
