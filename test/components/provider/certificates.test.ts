import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { existsSync } from "node:fs";
import { chmod, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import {
  certificatesProvider,
  type CertificatesInputs,
  type CertificatesState,
} from "../../../components/provider/certificates.js";
import { makeCertificates, QUICK_KEYS } from "../../../components/certificates/make.js";
import { certificateFiles, filesMade } from "../../../labs/certificates.js";
import { tempDir } from "../../support/temp-dir.js";

const inputs: CertificatesInputs = {
  stack: "week9",
  spec: { name: "web", folder: "ch4/certs", host: "web.example" },
};
const { cert, key } = certificateFiles(inputs.spec);
const urn = "urn:pulumi:week9::istio-lab::lab:certificates:Certificates::certificates/web";

let temp: Awaited<ReturnType<typeof tempDir>>;
let folder: string;
beforeEach(async () => {
  temp = await tempDir();
  folder = join(temp.path, "certificates", "week9");
});
afterEach(async () => {
  await temp[Symbol.asyncDispose]();
});

const plugin = () =>
  certificatesProvider(
    () => folder,
    (spec) => makeCertificates(spec, new Date(), QUICK_KEYS),
  );
const create = async (given = inputs): Promise<CertificatesState> =>
  (await plugin().create?.(urn, given))?.outs as CertificatesState;
const changes = async (olds: CertificatesState, news: CertificatesInputs = inputs) =>
  (await plugin().diff?.("id", urn, olds, news))?.changes;
const update = async (olds: CertificatesState, news: CertificatesInputs = inputs) =>
  (await plugin().update?.("id", urn, olds, news))?.outs as CertificatesState;
const modeOf = async (file: string) => (await stat(join(folder, file))).mode & 0o777;

describe("certificates as a resource", () => {
  it("are written where the book has them, keys for the user alone", async () => {
    const { files } = await create();
    expect(await readFile(join(folder, cert), "utf8")).toBe(files[cert]);
    expect([await modeOf(key), await modeOf(cert), (await stat(folder)).mode & 0o777]).toEqual([
      ...[0o600, 0o644, 0o700],
    ]);
  });

  it("stay as they are where nothing is other", async () => {
    expect(await changes(await create())).toBe(false);
  });

  it("are written again, the same, where a file was removed or changed by hand", async () => {
    const made = await create();
    await rm(join(folder, key));
    expect(await changes(made)).toBe(true);
    expect(await update(made)).toEqual(made);
    await writeFile(join(folder, cert), "another");
    await chmod(join(folder, key), 0o644);
    expect(await changes(made)).toBe(true);
    await update(made);
    expect(await changes(made)).toBe(false);
    expect(await modeOf(key)).toBe(0o600);
  });

  it("are other ones when new ones are asked for", async () => {
    const made = await create();
    const renewed = { ...inputs, renewed: "2026-11-27T12:00:00Z" };
    expect(await changes(made, renewed)).toBe(true);
    const after = await update(made, renewed);
    expect(after.files[cert]).not.toBe(made.files[cert]);
    expect(await changes(after, renewed)).toBe(false);
  });

  it("leave nothing behind, not even a folder", async () => {
    const made = await create();
    await plugin().delete?.("id", urn, made);
    expect(existsSync(dirname(folder))).toBe(false);
  });

  it("leave nothing behind where a folder of theirs was removed by hand", async () => {
    const made = await create();
    await rm(join(folder, "ch4"), { recursive: true });
    await plugin().delete?.("id", urn, made);
    expect(existsSync(folder)).toBe(false);
  });

  it("leave the files of others where they are", async () => {
    const made = await create();
    const other = { ...inputs, spec: { name: "b", folder: "ch4/certs2", host: "b.example" } };
    await create(other);
    await plugin().delete?.("id", urn, made);
    expect(existsSync(join(folder, certificateFiles(other.spec).key))).toBe(true);
    expect(existsSync(join(folder, "ch4/certs"))).toBe(false);
  });

  it("are the book's own where they are asked for, and the error names the file that is missing", async () => {
    const book = join(temp.path, "book");
    const ofBook = { ...inputs, book, spec: { ...inputs.spec, flaw: "book" as const } };
    for (const name of filesMade(ofBook.spec)) {
      await mkdir(dirname(join(book, name)), { recursive: true });
      await writeFile(join(book, name), `the book's ${name}`);
    }
    expect((await create(ofBook)).files[cert]).toBe(`the book's ${cert}`);
    await rm(join(book, key));
    await expect(create(ofBook)).rejects.toThrow(`The book's checkout has no ${join(book, key)}.`);
  });
});
