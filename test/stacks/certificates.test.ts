import { describe, expect, it } from "@jest/globals";
import { withFiles } from "../../components/certificates/secret.js";
import { certificateFiles } from "../../labs/certificates.js";
import { keyOf, type KubeObject } from "../../labs/kube.js";
import { objectsOf } from "../../labs/objects.js";
import { stateAt } from "../../labs/week.js";
import { webappCertificates, webappMutualCredential } from "../../labs/week2/certificates.js";
import { parseConfig, type LabConfig } from "../../stacks/config.js";
import { declare } from "../../stacks/program.js";
import { fakeManifests } from "../support/fake-manifests.js";
import { record, type Registration } from "../support/record.js";

/** What is registered for week 2 where it has webapp's certificates. */
async function registered(more: Partial<LabConfig> = {}): Promise<readonly Registration[]> {
  const config = { ...parseConfig("week2", { target: "kwok", step: "2.28" }), ...more };
  const state = stateAt(config.week, config.step);
  return record(() => declare(config, state, objectsOf(state, fakeManifests, config)));
}

const secretIn = (seen: readonly Registration[]): Registration | undefined =>
  seen.find(({ inputs }) => (inputs as { kind?: string }).kind === "Secret" && isMutual(inputs));
const isMutual = (inputs: Registration["inputs"]): boolean =>
  keyOf(inputs as unknown as KubeObject) === keyOf(webappMutualCredential);

describe("the certificates of a step", () => {
  it("are one resource each, whose files are a secret of the state", async () => {
    const found = (await registered()).filter(
      ({ type }) => type === "lab:certificates:Certificates",
    );
    expect(found.map(({ name, secretOutputs }) => [name, secretOutputs])).toEqual([
      ["certificates/webapp", ["files"]],
    ]);
    expect(found[0]?.inputs).toEqual({ stack: "week2", spec: webappCertificates });
  });

  it("are made anew when that is asked for, and name the book's checkout only where they are from it", async () => {
    const renewed = "2026-11-27T12:00:00Z";
    const inputs = async (more: Partial<LabConfig>) =>
      (await registered(more)).find(({ name }) => name === "certificates/webapp")?.inputs;
    expect(await inputs({ certsRenewed: renewed, book: "/book" })).toEqual({
      ...{ stack: "week2", spec: webappCertificates, renewed },
    });
    const { week } = parseConfig("week2", {
      ...{ target: "kwok", book: process.cwd(), reproduce: "book-certificates" },
    });
    expect(await inputs({ week, book: "/book" })).toMatchObject({
      ...{ book: "/book", spec: { flaw: "book" } },
    });
  });
});

describe("a Secret that is made of files", () => {
  it("has their content, as a secret of the state, and waits for them", async () => {
    const secret = secretIn(await registered());
    const { cert, key, chain } = certificateFiles(webappCertificates);
    const encoded = (file: string) => Buffer.from(`content of ${file}`).toString("base64");
    expect(secret?.inputs["data"]).toEqual({
      ...{ "tls.crt": encoded(cert), "tls.key": encoded(key), "ca.crt": encoded(chain) },
    });
    expect(secret?.secretOutputs).toContain("data");
    expect(secret?.dependsOn).toContain("certificates/webapp");
  });

  it("is a fault of the week's data where no certificates have the file", () => {
    expect(() => withFiles(webappMutualCredential)).toThrow(
      /^Secret\/istio-system\/webapp-credential-mtls: no certificates of the lab have the file ch4\/certs\//,
    );
  });
});
