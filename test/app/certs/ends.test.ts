import { describe, expect, it } from "@jest/globals";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { certificateEnds, endsToTell, type CertificateEnd } from "../../../app/certs/ends.js";
import { writeFiles } from "../../../components/certificates/files.js";
import { makeCertificates, QUICK_KEYS } from "../../../components/certificates/make.js";
import { certificateFiles, type CertificatesSpec } from "../../../labs/certificates.js";
import { certify, nothing } from "../../../labs/state.js";
import { tempDir } from "../../support/temp-dir.js";

const NOW = new Date("2026-11-27T12:00:00Z");
const spec: CertificatesSpec = { name: "web", folder: "ch4/certs", host: "web.example" };
const state = certify(spec)(nothing);

/** When the certificates end that were made at some time, with what is removed again. */
async function endsOf(
  made: CertificatesSpec,
  removed?: string,
): Promise<readonly CertificateEnd[]> {
  await using dir = await tempDir();
  await writeFiles(dir.path, await makeCertificates(made, NOW, QUICK_KEYS));
  if (removed !== undefined) await rm(join(dir.path, removed));
  return await certificateEnds(state, "week9", dir.path);
}

const told = (ends: readonly CertificateEnd[], now: string) =>
  endsToTell(ends, "week9", new Date(now));

describe("the end of an authority's certificates", () => {
  it("is the first one among them", async () => {
    expect(await endsOf(spec)).toEqual([{ spec, ends: new Date("2027-11-27T12:00:00Z") }]);
    const [expired] = await endsOf({ ...spec, flaw: "expired" });
    expect(expired?.ends).toEqual(new Date("2026-11-26T12:00:00Z"));
  });

  it("is not known where a certificate is missing; a key has none", async () => {
    const { cert, key } = certificateFiles(spec);
    expect(await endsOf(spec, cert)).toEqual([{ spec, ends: undefined }]);
    expect((await endsOf(spec, key))[0]?.ends).toBeInstanceOf(Date);
  });
});

describe("what is told of certificates", () => {
  const ends = [{ spec, ends: new Date("2027-11-27T12:00:00Z") }];
  const next = "./lab certs renew --week week9";

  it("is nothing while they are good for another 30 days", () => {
    expect(told(ends, "2027-10-28T12:00:00Z")).toEqual([]);
  });

  it("is their end when it is near or over, with the command that makes new ones", () => {
    expect(told(ends, "2027-10-28T12:00:01Z")).toEqual([
      { says: "certificates for web.example end on 2027-11-27, in 29 days", next },
    ]);
    expect(told(ends, "2027-11-27T12:00:01Z")).toEqual([
      { says: "certificates for web.example ended on 2027-11-27", next },
    ]);
  });

  it("is that they are missing, with the command that writes them again", () => {
    expect(told([{ spec, ends: undefined }], "2026-11-27T12:00:00Z")).toEqual([
      { says: "certificates for web.example are missing", next: "./lab up week9" },
    ]);
  });
});
