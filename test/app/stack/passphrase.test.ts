import { describe, expect, it } from "@jest/globals";
import { createCipheriv, pbkdf2Sync, randomBytes } from "node:crypto";
import { choosePassphrase, opens } from "../../../app/stack/passphrase.js";

/** What Pulumi writes into a stack's config for a passphrase. */
function saltFor(passphrase: string): string {
  const [salt, nonce] = [randomBytes(8), randomBytes(12)];
  const key = pbkdf2Sync(passphrase, salt, 1_000_000, 32, "sha256");
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const sealed = Buffer.concat([cipher.update("pulumi"), cipher.final(), cipher.getAuthTag()]);
  const base64 = [salt, nonce, sealed].map((part) => part.toString("base64"));
  return `v1:${base64[0] ?? ""}:v1:${base64[1] ?? ""}:${base64[2] ?? ""}`;
}

describe("a passphrase", () => {
  const salt = saltFor("right");

  it.each<[string, string, string, boolean]>([
    ["opens what was locked with it", "right", salt, true],
    ["does not open what was locked with another", "wrong", salt, false],
    ["does not open it when it is empty", "", salt, false],
    ["does not open a form that is not known", "right", "v2:abc", false],
    ["does not open a salt that is cut", "right", "v1:abc", false],
  ])("%s", async (_title, passphrase, text, expected) => {
    expect(await opens(passphrase, text)).toBe(expected);
  });
});

describe("the passphrase of a stack", () => {
  /** A lock that one passphrase opens: the salt is its name. */
  const open = (passphrase: string, salt: string) => Promise.resolve(salt === `for ${passphrase}`);
  const choose = (salts: string[], own: string | undefined, ...others: string[]) =>
    choosePassphrase("week3", salts, { own, others }, open);

  it("is the lab's own where that opens it, whatever the shell has set", async () => {
    expect(await choose(["for own"], "own", "own", "shell")).toBeUndefined();
  });

  it.each([
    ["the shell's", "shell"],
    ["the empty one", ""],
  ])("is %s where plain pulumi made it with that", async (_title, passphrase) => {
    expect(await choose([`for ${passphrase}`], "own", "shell", "")).toBe(passphrase);
  });

  it("opens the state as well as the config", async () => {
    const ended = choose(["for own", "for shell"], "own", "shell", "");
    await expect(ended).rejects.toMatchObject({ code: "other-passphrase" });
  });

  it("is asked for where nobody knows it", async () => {
    await expect(choose(["for typed"], undefined, "shell", "")).rejects.toMatchObject({
      code: "other-passphrase",
      exitCode: 2,
      message: expect.stringMatching(
        /^week3 is locked .* that \.\/lab does not know: the lab's own/,
      ) as unknown,
      next: expect.stringMatching(
        /^read -rs PULUMI_CONFIG_PASSPHRASE; .*; where nobody knows it, \.\/lab down week3 /,
      ) as unknown,
    });
  });
});
