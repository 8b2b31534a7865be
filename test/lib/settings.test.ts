import { describe, expect, it } from "@jest/globals";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { forgetSalt, readSettings, settingsFile, writeSettings } from "../../lib/settings.js";
import { tempDir } from "../support/temp-dir.js";

/** Does something with a stack's file that holds this text, or isn't there, and gives the text afterwards. */
async function edited(text: string | undefined, work: (file: string) => Promise<unknown>) {
  await using dir = await tempDir();
  const file = settingsFile("week1", dir.path);
  if (text !== undefined) await writeFile(file, text);
  const result = await work(file);
  const after = await readFile(file, "utf8").catch(() => undefined);
  return { result, after, files: await readdir(dir.path) };
}

const read = async (text: string | undefined): Promise<unknown> =>
  (await edited(text, (file) => readSettings("week1", file))).result;

const SALTED = `# mine
encryptionsalt: v1:abc
config:
  # where I stopped
  istio-lab:step: "1.48"
  other:key: kept
`;

describe("a stack's settings", () => {
  it("lie where Pulumi looks for them", () => {
    expect(settingsFile("week1", "stacks")).toBe(join("stacks", "Pulumi.week1.yaml"));
  });

  it.each<[string, string | undefined, object]>([
    ["none without a file", undefined, {}],
    ["none in an empty file", "", {}],
    ["none without a config", "encryptionsalt: x\n", {}],
    ["none in an empty config", "config:\n", {}],
    ["those of the lab only, without their namespace", SALTED, { step: "1.48" }],
    [
      "texts, whatever they look like",
      "config:\n  istio-lab:apiServerPort: 6443\n",
      { apiServerPort: "6443" },
    ],
    ["an empty text where the value was left out", "config:\n  istio-lab:step:\n", { step: "" }],
    ["steps as they are written", "config:\n  istio-lab:step: 1.50\n", { step: "1.50" }],
  ])("are %s", async (_title, text, expected) => {
    expect(await read(text)).toEqual(expected);
  });

  it.each([
    ["config: [", / is not YAML: /],
    ["- a list", / holds no settings, only: - a list$/],
    ["only a text", / holds no settings, only: only a text$/],
  ])("are refused with the file's name, and how to do without: %s", async (text, message) => {
    await expect(read(text)).rejects.toMatchObject({
      code: "bad-settings-file",
      exitCode: 2,
      message: expect.stringMatching(message) as unknown,
      next: expect.stringMatching(
        /^mend it, or put it aside: mv .*Pulumi\.week1\.yaml'?.*damaged/,
      ) as unknown,
    });
  });

  it("are an error of the system, and not none, when the file may not be read", async () => {
    await using dir = await tempDir();
    await expect(readSettings("week1", dir.path)).rejects.toMatchObject({ code: "EISDIR" });
  });
});

describe("writing settings", () => {
  it.each<[string, string | undefined]>([
    ["makes the file", undefined],
    ["fills an empty file", ""],
    ["fills an empty config", "config:\n"],
  ])("%s", async (_title, text) => {
    const { after, files } = await edited(text, (file) =>
      writeSettings("week1", { target: "kwok", step: "1.50" }, file),
    );
    expect(after).toBe('config:\n  istio-lab:target: kwok\n  istio-lab:step: "1.50"\n');
    expect(files).toEqual(["Pulumi.week1.yaml"]);
  });

  it("keeps comments and all that belongs to others", async () => {
    const { after } = await edited(SALTED, (file) =>
      writeSettings("week1", { step: "1.57" }, file),
    );
    expect(after).toBe(SALTED.replace("1.48", "1.57"));
  });

  it("changes nothing of a file that it can't read", async () => {
    const { after } = await edited("config: [", (file) =>
      writeSettings("week1", { step: "1.57" }, file).catch(() => undefined),
    );
    expect(after).toBe("config: [");
  });
});

describe("forgetting the salt of an earlier passphrase", () => {
  it("takes out the salt and nothing else", async () => {
    const { after } = await edited(SALTED, (file) => forgetSalt("week1", file));
    expect(after).toContain("# where I stopped");
    expect(after).toContain("other:key: kept");
    expect(after).not.toContain("encryptionsalt");
  });

  it.each([[undefined], [""], ["config:\n  istio-lab:step: x\n"]])(
    "leaves %j as it is",
    async (text) => {
      expect((await edited(text, (file) => forgetSalt("week1", file))).after).toBe(text);
    },
  );
});
