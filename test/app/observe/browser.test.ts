import { describe, expect, it } from "@jest/globals";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  findBrowser,
  requireBrowser,
  takePicture,
  type Machine,
} from "../../../app/observe/browser.js";
import { tempDir } from "../../support/temp-dir.js";

const machine = (...files: readonly string[]): Machine => ({
  path: "/usr/local/bin:/usr/bin",
  home: "/home/you",
  exists: (file) => files.includes(file),
  list: (folder) => {
    const inside = files.filter((file) => file.startsWith(`${folder}/`));
    return [
      ...new Set(inside.map((file) => file.slice(folder.length + 1).split("/")[0] ?? "")),
    ].sort();
  },
});

describe("a browser that takes pictures", () => {
  it.each([
    ["/usr/bin/google-chrome"],
    ["/usr/local/bin/chromium"],
    ["/usr/bin/microsoft-edge"],
    ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"],
    ["/home/you/.cache/ms-playwright/chromium-1200/chrome-linux/chrome"],
    ["/home/you/.cache/ms-playwright/chromium_headless_shell-1200/chrome-linux/headless_shell"],
    ["/home/you/.cache/puppeteer/chrome/linux-140.0.1/chrome-linux64/chrome"],
  ])("is found: %s", (file) => {
    expect(findBrowser(machine(file))).toBe(file);
  });

  it("is one on PATH before one of a cache, and of a cache the newest", () => {
    const [older, newer] = ["1100", "1200"].map(
      (number) => `/home/you/.cache/ms-playwright/chromium-${number}/chrome-linux/chrome`,
    );
    expect(findBrowser(machine(older ?? "", newer ?? ""))).toBe(newer);
    expect(findBrowser(machine(older ?? "", "/usr/bin/chromium"))).toBe("/usr/bin/chromium");
  });

  it("is missing by name, with two ways out", () => {
    expect(() => requireBrowser(machine())).toThrow(/this machine has none of chromium, /);
    const next = expect.stringContaining("without --png") as unknown;
    expect(() => requireBrowser(machine())).toThrow(
      expect.objectContaining({ code: "no-browser", next }),
    );
  });
});

describe("a picture of a page", () => {
  const shot = (dir: string) => ({
    ...{ page: join(dir, "a page.html"), picture: join(dir, "page.png") },
    ...{ widthPx: 1400, heightPx: 900 },
  });

  it("is as large as it is asked for, by a profile that is gone afterwards", async () => {
    await using dir = await tempDir();
    let profile = "";
    await takePicture("chromium", shot(dir.path), async (_browser, args) => {
      profile = args.find((arg) => arg.startsWith("--user-data-dir="))?.split("=")[1] ?? "";
      expect(existsSync(profile)).toBe(true);
      expect(args).toContain("--window-size=1400,900");
      expect(args.at(-1)).toMatch(/^file:.*a%20page\.html$/);
      await writeFile(shot(dir.path).picture, "png");
      return { stdout: "", stderr: "" };
    });
    expect(existsSync(profile)).toBe(false);
  });

  it("is an error where the browser leaves none", async () => {
    await using dir = await tempDir();
    const nothing = () => Promise.resolve({ stdout: "", stderr: "" });
    await expect(takePicture("chromium", shot(dir.path), nothing)).rejects.toMatchObject({
      code: "no-picture",
    });
  });
});
