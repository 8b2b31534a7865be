import { existsSync, readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { ToolError, UsageError } from "../../lib/errors.js";
import { exec as runProcess, type Exec } from "../../lib/exec.js";

/** What browsers are called that take pictures without a window, in the order of trying. */
const NAMES = [
  ...["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
  ...["microsoft-edge", "microsoft-edge-stable", "chrome", "msedge"],
];

/** Where macOS has them. */
const APPS = ["Google Chrome", "Chromium", "Microsoft Edge"].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
);

/**
 * Where Playwright and Puppeteer keep theirs: a folder for each version, and the program below it. The second text is
 * the beginning of that folder's name.
 */
const CACHES = [
  [".cache/ms-playwright", "chromium", "chrome-linux/chrome"],
  [".cache/ms-playwright", "chromium", "chrome-linux64/chrome"],
  [".cache/ms-playwright", "chromium_headless_shell", "chrome-linux/headless_shell"],
  ["Library/Caches/ms-playwright", "chromium", "chrome-mac/Chromium.app/Contents/MacOS/Chromium"],
  [".cache/puppeteer/chrome", "linux", "chrome-linux64/chrome"],
  [
    ...[".cache/puppeteer/chrome", "mac"],
    "chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing",
  ],
] as const;

/** Where browsers are looked for. */
export interface Machine {
  readonly path: string;
  readonly home: string;
  readonly exists: (file: string) => boolean;
  /** The names in a folder; none where it isn't there. */
  readonly list: (folder: string) => readonly string[];
}

const thisMachine = (): Machine => ({
  path: process.env["PATH"] ?? "",
  home: homedir(),
  exists: existsSync,
  list: (folder) => (existsSync(folder) ? readdirSync(folder).sort() : []),
});

/** A browser of this machine that takes pictures; undefined where there is none. */
export function findBrowser(
  { path, home, exists, list }: Machine = thisMachine(),
): string | undefined {
  const folders = path.split(delimiter).filter((folder) => folder !== "");
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  const cached = CACHES.flatMap(([folder, start, program]) =>
    list(join(home, folder))
      .filter((name) => name.startsWith(`${start}-`))
      // the newest
      .reverse()
      .map((name) => join(home, folder, name, program)),
  );
  return [...onPath, ...APPS, ...cached].find(exists);
}

/** @throws UsageError `no-browser` where this machine has none that the lab knows */
export function requireBrowser(machine?: Machine): string {
  const browser = findBrowser(machine);
  if (browser !== undefined) return browser;
  throw new UsageError(
    "no-browser",
    `A picture is made by a browser, and this machine has none of ${NAMES.slice(0, 4).join(", ")}, Edge, or one of Playwright's or Puppeteer's.`,
    { next: "the same without --png, and open the page; or npx playwright install chromium" },
  );
}

/** A page, and how large its picture is to be, in px. */
export interface Shot {
  readonly page: string;
  readonly picture: string;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** How long it may take, in ms. */
const LIMIT_MS = 60_000;

/**
 * Takes a picture of a page by a browser without a window, in a profile of its own that is gone afterwards.
 * @throws ToolError `command-failed`; `no-picture` where the browser ends well and leaves none
 */
export async function takePicture(
  browser: string,
  { page, picture, widthPx, heightPx }: Shot,
  exec: Exec = runProcess,
): Promise<void> {
  const profile = await mkdtemp(join(tmpdir(), "istio-lab-browser-"));
  // as root Chromium refuses its sandbox; the page is the lab's own, and loads nothing
  const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  try {
    const args = [
      ...["--headless", "--disable-gpu", "--hide-scrollbars", "--no-first-run", ...asRoot],
      ...[`--user-data-dir=${profile}`, `--window-size=${widthPx},${heightPx}`],
      ...[`--screenshot=${picture}`, pathToFileURL(page).href],
    ];
    const next = "the same without --png, and open the page";
    await exec(browser, args, { timeoutMs: LIMIT_MS, next });
    if (existsSync(picture)) return;
    throw new ToolError("no-picture", `${browser} made no picture of ${page}.`, { next });
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 3 });
  }
}
