import { connect } from "node:net";
import type { TcpProbe } from "../labs/connection-probes.js";
import type { Wrong } from "./seen.js";
import { expression, glance, quoted } from "./text.js";

/** What came on a connection, up to what ended it. */
export interface Heard {
  readonly text: string;
  /** Why no more came; undefined where all that was waited for is there. */
  readonly ended?: string;
}

/** Talks to a port of the host. */
export type TcpClient = (probe: TcpProbe) => Promise<Heard>;

/** So long what is wanted may take, in ms. */
const WAIT_MS = 5_000;
/** What makes a server of HTTP speak, where nothing is to be sent. */
const POKE = "GET / HTTP/1.0\r\n\r\n";

/** @param host the address that the lab's ports listen on */
export const tcpClient =
  (host: string, waitMs = WAIT_MS): TcpClient =>
  ({ port, sends, gets }) =>
    new Promise((resolve) => {
      let text = "";
      let sent = false;
      const socket = connect({ host, port });
      const end = (ended?: string): void => {
        clearTimeout(limit);
        socket.destroy();
        resolve({ text, ...(ended === undefined ? {} : { ended }) });
      };
      const limit = setTimeout(() => {
        end(`nothing more within ${waitMs / 1000} s`);
      }, waitMs);
      if (gets === "nothing") socket.on("connect", () => socket.write(POKE));
      socket.on("data", (bytes: Buffer) => {
        text += bytes.toString("utf8");
        if (gets === "nothing") {
          end();
          return;
        }
        if (!sent && sends !== undefined && comesFirst(gets, text) > 0) {
          sent = true;
          socket.write(sends);
        }
        if (comesFirst(gets, text) === gets.length) end();
      });
      socket.on("error", (error) => {
        end(error.message);
      });
      socket.on("close", () => {
        end("closed by the other side");
      });
    });

/** How many of the expressions a text has, one behind the other. */
function comesFirst(wanted: readonly string[], text: string): number {
  let rest = text;
  for (const [place, pattern] of wanted.entries()) {
    const found = expression(pattern).exec(rest);
    if (found === null) return place;
    rest = rest.slice(found.index + found[0].length);
  }
  return wanted.length;
}

/** What is wrong with what came on a connection; undefined when nothing is. */
export async function judgeTcp(probe: TcpProbe, client: TcpClient): Promise<Wrong | undefined> {
  const { text, ended = "" } = await client(probe);
  const title = `TCP 127.0.0.1:${probe.port}`;
  if (probe.gets === "nothing") {
    if (text === "") return ended.startsWith("nothing more") ? open(title) : undefined;
    const wanted = "a connection that is refused or closed";
    return { text: `${title} said ${quoted(text)}, wanted ${wanted}`, seen: glance(text), wanted };
  }
  const place = comesFirst(probe.gets, text);
  const missing = probe.gets[place];
  if (missing === undefined) return undefined;
  const seen = text === "" ? ended : `${glance(text)}; ${ended}`;
  const wanted = `a text like /${missing}/`;
  return {
    text: `${title} said ${quoted(text)} (${ended}), wanted ${wanted}`,
    seen: glance(seen),
    wanted,
    whole: text,
  };
}

const open = (title: string): Wrong => ({
  text: `${title} is open and says nothing, wanted a connection that is refused or closed`,
  seen: "open, and says nothing",
  wanted: "refused or closed",
});
