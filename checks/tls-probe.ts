import type { X509Certificate } from "node:crypto";
import type { TlsAnswerWanted, TlsProbe } from "../labs/connection-probes.js";
import { messageOf } from "../lib/errors.js";
import { glanceAt, judgeAnswer } from "./http-probe.js";
import type { Wrong } from "./seen.js";
import { expression, glance } from "./text.js";
import { Refused, type TlsAnswer, type TlsClient } from "./tls-client.js";

/** A request over TLS in a sentence: `GET https://127.0.0.1:30005/ as webapp.istioinaction.io`. */
function titleOf({ url, name, sni, trusts, client }: TlsProbe): string {
  const more = [
    ...(sni === undefined ? [] : [`SNI ${sni}`]),
    ...(trusts === undefined ? ["no authority of the lab"] : []),
    ...(client === undefined ? [] : ["a client certificate"]),
  ];
  return `GET ${url} as ${name}${more.length === 0 ? "" : ` with ${more.join(", ")}`}`;
}

/** What is wrong with the answer to a request over TLS, or with there being one; undefined when nothing is. */
export async function judgeTls(probe: TlsProbe, client: TlsClient): Promise<Wrong | undefined> {
  const title = titleOf(probe);
  const answer = await client.ask(probe).catch((error: unknown) => {
    if (error instanceof Refused) return error;
    throw error;
  });
  const { ends } = probe;
  if (answer instanceof Refused) return judgeRefusal(answer, ends, title);
  if ("refused" in ends) {
    const text = `${title} was answered with ${answer.status}, wanted no answer: ${ends.refused}`;
    return { text, seen: glanceAt(answer), wanted: `no answer: ${ends.refused}` };
  }
  return (
    judgeAnswer({ ...ends, url: probe.url }, answer, title) ??
    wrongHeader(ends, answer, title) ??
    (ends.shows === undefined
      ? undefined
      : wrongCertificate(answer.certificate, await client.read(ends.shows), probe, title)) ??
    (ends.alpn === undefined ? undefined : await wrongProtocol(ends.alpn, probe, client, title))
  );
}

function judgeRefusal(
  { refusal, message }: Refused,
  ends: TlsProbe["ends"],
  title: string,
): Wrong | undefined {
  if ("refused" in ends && ends.refused === refusal) return undefined;
  const seen = refusal === undefined ? message : `${refusal} (${message})`;
  const wanted = "refused" in ends ? `no answer: ${ends.refused}` : `${ends.status}`;
  const text = `${title} got no answer: ${seen}; wanted ${wanted}`;
  return { text, seen: glance(`no answer: ${seen}`), wanted };
}

function wrongHeader(
  { headers = {} }: TlsAnswerWanted,
  answer: TlsAnswer,
  title: string,
): Wrong | undefined {
  for (const [name, pattern] of Object.entries(headers)) {
    const value = answer.headers?.[name];
    if (value !== undefined && expression(pattern).test(value)) continue;
    const seen = `${name}: ${value ?? "missing"}`;
    const wanted = `${name}: a text like /${pattern}/`;
    return { text: `${title} answered with ${seen}, wanted ${wanted}`, seen, wanted };
  }
  return undefined;
}

/** Another certificate than that of the file, or one that says its name in a way that not every client reads. */
function wrongCertificate(
  shown: X509Certificate,
  wanted: X509Certificate,
  { name, ends }: TlsProbe,
  title: string,
): Wrong | undefined {
  const file = "shows" in ends ? (ends.shows ?? "") : "";
  if (shown.fingerprint256 !== wanted.fingerprint256) {
    const seen = `the certificate ${shown.serialNumber} of ${shown.subject.replaceAll("\n", ", ")}`;
    return {
      text: `${title} was shown ${seen}, wanted that of ${file}`,
      seen,
      wanted: `that of ${file}`,
    };
  }
  const names = shown.subjectAltName?.split(", ") ?? [];
  if (names.includes(`DNS:${name}`)) return undefined;
  const seen = names.length === 0 ? "a certificate without a SAN" : names.join(", ");
  const asked = `the SAN DNS:${name}: Chrome and Go read no common name`;
  return { text: `${title} was shown ${seen}, wanted ${asked}`, seen, wanted: asked };
}

async function wrongProtocol(
  wanted: string,
  probe: TlsProbe,
  client: TlsClient,
  title: string,
): Promise<Wrong | undefined> {
  const chosen = await client.protocol(probe).catch(messageOf);
  if (chosen === wanted) return undefined;
  const seen = `ALPN ${chosen ?? "none"}`;
  return { text: `${title} agreed on ${seen}, wanted ${wanted}`, seen, wanted: `ALPN ${wanted}` };
}
