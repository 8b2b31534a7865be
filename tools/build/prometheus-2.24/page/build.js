/**
 * Bundles the page of Prometheus: `node build.js <react-app> <out>`.
 * Its own way, Create React App, takes 400 MB of packages and a minute and a half for the same page.
 */
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { build } from "esbuild";

const [app, out] = process.argv.slice(2);
const packages = join(import.meta.dirname, "node_modules");

/** Code that takes jQuery and a library of time zones for global. */
const JQUERY_PLUGIN = /node_modules\/(flot|jquery\.flot\.tooltip)\//;
const globals = 'const jQuery = (window.jQuery = window.$ = require("jquery")); var timezoneJS;\n';

/** Finds what the sources look for beside themselves: zips of Go modules have no folder named `vendor`. */
const besides = {
  name: "besides",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\/vendor\/flot\// }, ({ path }) => ({
      path: join(packages, "flot", `${basename(path)}.js`),
    }));
    onResolve({ filter: /^\.\.\/.*node_modules\// }, ({ path }) => ({
      path: join(packages, path.split("node_modules/")[1]),
    }));
    onLoad({ filter: JQUERY_PLUGIN }, async ({ path }) => ({
      contents: globals + (await readFile(path, "utf8")),
      loader: "js",
    }));
  },
};

const { metafile } = await build({
  entryPoints: [join(app, "src", "index.tsx")],
  outdir: join(out, "static"),
  entryNames: "main",
  bundle: true,
  minify: true,
  target: "es2018",
  nodePaths: [packages],
  define: { "process.env.NODE_ENV": '"production"', global: "window" },
  tsconfigRaw: { compilerOptions: { jsx: "react", esModuleInterop: true } },
  plugins: [besides],
  metafile: true,
});

const made = Object.keys(metafile.outputs).map((file) => basename(file));
const tags = made.map((file) =>
  file.endsWith(".css")
    ? `<link rel="stylesheet" href="./static/${file}" />`
    : `<script defer src="./static/${file}"></script>`,
);
const template = await readFile(join(app, "public", "index.html"), "utf8");
const page = template.replaceAll("%PUBLIC_URL%", ".").replace("</head>", `${tags.join("")}</head>`);
await mkdir(out, { recursive: true });
await writeFile(join(out, "index.html"), page);
for (const file of ["favicon.ico", "manifest.json"])
  await copyFile(join(app, "public", file), join(out, file));
