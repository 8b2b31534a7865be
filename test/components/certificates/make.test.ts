import { describe, expect, it } from "@jest/globals";
import { createPrivateKey, X509Certificate } from "node:crypto";
import { makeCertificates, type Files } from "../../../components/certificates/make.js";
import { certificateFiles, filesMade, type CertificatesSpec } from "../../../labs/certificates.js";

const spec: CertificatesSpec = {
  ...{ name: "web", folder: "ch4/certs", host: "web.example" },
  client: true,
};
const names = certificateFiles(spec);
const NOW = new Date("2026-11-27T12:00:00Z");
const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

const made = makeCertificates(spec, NOW);
const certIn = (files: Files, file: string): X509Certificate =>
  new X509Certificate(files[file] ?? "");
const chainIn = (files: Files): X509Certificate[] =>
  (files[names.chain] ?? "")
    .split(/(?<=END CERTIFICATE-----\n)/)
    .filter((text) => text.trim() !== "")
    .map((text) => new X509Certificate(text));

describe("certificates that the lab makes", () => {
  it("are files of the book's names, and a client's only where one is asked for", async () => {
    expect(Object.keys(await made)).toEqual([
      "ch4/certs/2_intermediate/certs/ca-chain.cert.pem",
      "ch4/certs/3_application/certs/web.example.cert.pem",
      "ch4/certs/3_application/private/web.example.key.pem",
      "ch4/certs/4_client/certs/web.example.cert.pem",
      "ch4/certs/4_client/private/web.example.key.pem",
    ]);
    const { client: _client, ...alone } = spec;
    expect(filesMade(alone)).toHaveLength(3);
  });

  it("are for their host by a SAN, signed by an authority that a root has signed", async () => {
    const files = await made;
    const [ca, root] = chainIn(files);
    const server = certIn(files, names.cert);
    expect(server.subjectAltName).toBe("DNS:web.example");
    expect(server.checkHost("web.example")).toBe("web.example");
    expect(server.ca).toBe(false);
    expect(ca?.ca).toBe(true);
    expect(ca !== undefined && server.checkIssued(ca) && server.verify(ca.publicKey)).toBe(true);
    expect(root !== undefined && ca?.verify(root.publicKey)).toBe(true);
    expect(root !== undefined && root.verify(root.publicKey)).toBe(true);
  });

  it("are each for one purpose: a server's or a client's", async () => {
    const files = await made;
    expect(certIn(files, names.cert).keyUsage).toEqual(["1.3.6.1.5.5.7.3.1"]);
    expect(certIn(files, names.clientCert).keyUsage).toEqual(["1.3.6.1.5.5.7.3.2"]);
  });

  it("belong to the keys beside them", async () => {
    const files = await made;
    for (const { cert, key } of [names, { cert: names.clientCert, key: names.clientKey }])
      expect(certIn(files, cert).checkPrivateKey(createPrivateKey(files[key] ?? ""))).toBe(true);
  });

  it("are valid for a year, from an hour ago", async () => {
    const server = certIn(await made, names.cert);
    expect(new Date(server.validFrom).getTime()).toBe(NOW.getTime() - 3_600_000);
    expect(new Date(server.validTo).getTime()).toBe(NOW.getTime() + YEAR_MS);
  });

  it("have serial numbers of their own, none negative", async () => {
    const files = await made;
    const all = [...chainIn(files), certIn(files, names.cert), certIn(files, names.clientCert)];
    const numbers = all.map(({ serialNumber }) => serialNumber);
    expect(new Set(numbers).size).toBe(4);
    for (const number of numbers) expect(number).toMatch(/^[4-7][0-9A-F]{31}$/);
  });
});

describe("certificates that are wrong on purpose", () => {
  it("name their host in the common name alone", async () => {
    const server = certIn(await makeCertificates({ ...spec, flaw: "no-san" }, NOW), names.cert);
    expect(server.subjectAltName).toBeUndefined();
    expect(server.subject).toContain("CN=web.example");
  });

  it("have ended yesterday, and their authority has not", async () => {
    const files = await makeCertificates({ ...spec, flaw: "expired" }, NOW);
    expect(new Date(certIn(files, names.cert).validTo).toISOString()).toBe(
      "2026-11-26T12:00:00.000Z",
    );
    expect(new Date(chainIn(files)[0]?.validTo ?? 0).getTime()).toBeGreaterThan(NOW.getTime());
  });
});
