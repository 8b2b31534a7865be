import { describe, expect, it } from "@jest/globals";
import { once } from "node:events";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { judgeTcp, tcpClient } from "../../checks/tcp-probe.js";
import { tcp, type TcpProbe } from "../../labs/connection-probes.js";

const client = tcpClient("127.0.0.1", 300);

/** Asks a server that does this with each connection. */
async function ask(
  serve: (socket: Socket) => void,
  gets: TcpProbe["gets"],
  sends?: string,
): Promise<Awaited<ReturnType<typeof judgeTcp>>> {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    serve(socket);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const seen = await judgeTcp(tcp(port, gets, sends === undefined ? {} : { sends }), client);
  server.close();
  return seen;
}

/** Greets, and says back what comes. */
const echo = (socket: Socket): void => {
  socket.write("In namespace shop.\n");
  socket.pipe(socket);
};

describe("a connection over TCP", () => {
  it("holds where the greeting comes first, and then what was sent", async () => {
    expect(await ask(echo, ["^In namespace shop\\.$", "^hello$"], "hello\n")).toBeUndefined();
  });

  it("fails where the greeting is another one: nothing is sent then", async () => {
    const wrong = await ask(echo, ["In namespace other", "^hello$"], "hello\n");
    expect(wrong?.wanted).toBe("a text like /In namespace other/");
    expect(wrong?.whole).toBe("In namespace shop.\n");
  });

  it("fails where nothing is said back", async () => {
    const wrong = await ask(
      (socket) => socket.write("In namespace shop.\n"),
      ["shop", "^hello$"],
      "hello\n",
    );
    expect(wrong?.wanted).toBe("a text like /^hello$/");
    expect(wrong?.seen).toContain("nothing more within 0.3 s");
  });
});

describe("a port on which nothing is to answer", () => {
  it("is one that is closed without a byte, or refuses the connection", async () => {
    expect(await ask((socket) => socket.destroy(), "nothing")).toBeUndefined();
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    await new Promise((done) => server.close(done));
    expect(await judgeTcp(tcp(port, "nothing"), client)).toBeUndefined();
  });

  it("is none that answers, and none that is open and silent", async () => {
    const answers = (socket: Socket): void =>
      void socket.end("HTTP/1.1 301 Moved Permanently\r\n\r\n");
    expect((await ask(answers, "nothing"))?.seen).toContain("301");
    expect((await ask(() => undefined, "nothing"))?.seen).toBe("open, and says nothing");
  });
});
