import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { once } from "node:events";
import { createServer, type Server } from "node:https";
import { createServer as createTcp, type AddressInfo, type Server as TcpServer } from "node:net";
import { createSecureContext } from "node:tls";
import { tlsClient } from "../../checks/tls-client.js";
import { judgeTls } from "../../checks/tls-probe.js";
import { makeCertificates, QUICK_KEYS, type Files } from "../../components/certificates/make.js";
import { certificateFiles, type CertificatesSpec } from "../../labs/certificates.js";
import { refused, tls, type Refusal, type TlsRequest } from "../../labs/connection-probes.js";

const WEB: CertificatesSpec = {
  ...{ name: "web", folder: "web", host: "web.example" },
  client: true,
};
const OTHER: CertificatesSpec = { name: "other", folder: "other", host: "other.example" };
const LATE: CertificatesSpec = {
  ...{ name: "late", folder: "late", host: "late.example" },
  flaw: "expired",
};
const BARE: CertificatesSpec = {
  ...{ name: "bare", folder: "bare", host: "bare.example" },
  flaw: "no-san",
};
const ALL = [WEB, OTHER, LATE, BARE];
const web = certificateFiles(WEB);

let files: Files;
const client = tlsClient((file) => Promise.resolve(files[file] ?? ""), 5_000);

/** A server that shows a certificate by the name in the greeting, and hangs up on one that it doesn't know. */
function serve(mutual: boolean): Server {
  const answer = JSON.stringify({ items: 4 });
  const options = {
    requestCert: mutual,
    rejectUnauthorized: mutual,
    ...(mutual ? { ca: files[web.chain] } : {}),
    SNICallback: (name: string, done: (error: Error | null, context?: unknown) => void): void => {
      const spec = ALL.find(({ host }) => host === name);
      if (spec === undefined) {
        done(new Error("nobody of that name"));
        return;
      }
      const { cert, key, chain } = certificateFiles(spec);
      const ca = mutual ? { ca: files[chain] } : {};
      done(null, createSecureContext({ cert: files[cert], key: files[key], ...ca }));
    },
  };
  return createServer(options as object, (_request, response) => {
    response.setHeader("server", "loopback").end(answer);
  }).listen(0, "127.0.0.1");
}

const portOf = (server: Server | TcpServer): number => (server.address() as AddressInfo).port;
const to = (server: Server | TcpServer, spec: CertificatesSpec): TlsRequest => ({
  url: `https://127.0.0.1:${portOf(server)}/api/catalog`,
  name: spec.host,
  trusts: certificateFiles(spec).chain,
});

let open: Server;
let mutual: Server;
/** Takes a connection and ends it at the first byte. */
let hangsUp: TcpServer;
beforeAll(async () => {
  files = Object.assign(
    {},
    ...(await Promise.all(ALL.map((spec) => makeCertificates(spec, new Date(), QUICK_KEYS)))),
  ) as Files;
  [open, mutual] = [serve(false), serve(true)];
  hangsUp = createTcp((socket) => socket.once("data", () => socket.destroy()))
    .on("error", () => undefined)
    .listen(0, "127.0.0.1");
  await Promise.all([open, mutual, hangsUp].map((server) => once(server, "listening")));
}, 60_000);
afterAll(() => {
  for (const server of [open, mutual]) server.closeAllConnections();
  for (const server of [open, mutual, hangsUp]) server.close();
});

const clientOf = (spec: CertificatesSpec) => {
  const { clientCert: cert, clientKey: key } = certificateFiles(spec);
  return { client: { cert, key } };
};

describe("a request over TLS that is to be answered", () => {
  it("holds where status, body, headers and the certificate are as wanted", async () => {
    const wanted = { json: { items: 4 }, headers: { server: "^loopback$" }, shows: web.cert };
    expect(await judgeTls(tls(to(open, WEB), wanted), client)).toBeUndefined();
  });

  it("names what is other: the header, the certificate", async () => {
    const header = await judgeTls(
      tls(to(open, WEB), { headers: { server: "^istio-envoy$" } }),
      client,
    );
    expect(header).toMatchObject({
      seen: "server: loopback",
      wanted: "server: a text like /^istio-envoy$/",
    });
    const shows = certificateFiles(OTHER).cert;
    const other = await judgeTls(tls(to(open, WEB), { shows }), client);
    expect(other?.seen).toMatch(/^the certificate [0-9A-F]+ of (O=Istio Lab, )?CN=web\.example/);
    expect(other?.wanted).toBe(`that of ${shows}`);
  });

  it("is told that a certificate has no SAN, though OpenSSL takes it", async () => {
    const wrong = await judgeTls(
      tls(to(open, BARE), { shows: certificateFiles(BARE).cert }),
      client,
    );
    expect(wrong).toMatchObject({ seen: "a certificate without a SAN" });
    expect(wrong?.wanted).toContain("the SAN DNS:bare.example");
  });

  it("says why there is no answer, and what was wanted", async () => {
    const wrong = await judgeTls(tls(to(open, LATE)), client);
    expect(wrong?.seen).toBe("no answer: expired (certificate has expired)");
    expect(wrong?.wanted).toBe("200");
  });

  it("agrees on another protocol than HTTP/2 with a server that has none", async () => {
    const wrong = await judgeTls(tls(to(open, WEB), { alpn: "h2" }), client);
    expect(wrong).toMatchObject({ seen: "ALPN http/1.1", wanted: "ALPN h2" });
  });
});

describe("a request over TLS that is to be refused", () => {
  /** How, the request, and what else it may be taken for. */
  const cases: readonly [Refusal, () => TlsRequest][] = [
    ["closed", () => to(hangsUp, WEB)],
    ["unknown authority", () => ({ ...to(open, WEB), trusts: certificateFiles(OTHER).chain })],
    ["other name", () => ({ ...to(open, OTHER), sni: OTHER.host, name: WEB.host })],
    ["expired", () => to(open, LATE)],
    ["certificate required", () => to(mutual, WEB)],
  ];

  it.each(cases)("is told from others: %s", async (why, request) => {
    expect(await judgeTls(refused(request(), why), client)).toBeUndefined();
    const other: Refusal = why === "expired" ? "closed" : "expired";
    expect((await judgeTls(refused(request(), other), client))?.seen).toContain(
      `no answer: ${why}`,
    );
  });

  it("is told from others: no authority at all", async () => {
    const { trusts: _trusts, ...nobody } = to(open, WEB);
    expect(await judgeTls(refused(nobody, "unknown authority"), client)).toBeUndefined();
  });

  it("fails where it is answered", async () => {
    const request = { ...to(mutual, WEB), ...clientOf(WEB) };
    expect(await judgeTls(tls(request), client)).toBeUndefined();
    const wrong = await judgeTls(refused(request, "certificate required"), client);
    expect(wrong?.wanted).toBe("no answer: certificate required");
    expect(wrong?.seen).toMatch(/^200 /);
  });

  it("is none where nobody listens", async () => {
    const nowhere = createTcp().listen(0, "127.0.0.1");
    await once(nowhere, "listening");
    const request = to(nowhere, WEB);
    await new Promise((done) => nowhere.close(done));
    expect((await judgeTls(refused(request, "closed"), client))?.seen).toContain("ECONNREFUSED");
  });
});
