import { createServer, request, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import type { Duplex } from "node:stream";

/**
 * A proxy on this machine, for plain requests and for tunnels. Whatever host it is asked for, it goes to the one
 * server that it was given; what it was asked for is recorded.
 */
export class LoopbackProxy implements AsyncDisposable {
  /** `CONNECT release.test:443`, `GET http://release.test/file`. */
  readonly asked: string[] = [];
  private readonly server: Server;
  private readonly tunnels: Duplex[] = [];

  private constructor(server: Server) {
    this.server = server;
  }

  /**
   * @param target the port of the server behind it
   * @param password `user:password` it wants; without it, it answers 407
   */
  static async start(
    target: number,
    { password, status = 200 }: { readonly password?: string; readonly status?: number } = {},
  ): Promise<LoopbackProxy> {
    const wanted = `Basic ${Buffer.from(password ?? "").toString("base64")}`;
    const isRefused = (header: string | undefined): boolean =>
      password !== undefined && header !== wanted;
    const server = createServer((incoming, outgoing) => {
      proxy.asked.push(`${incoming.method ?? ""} ${incoming.url ?? ""}`);
      if (isRefused(incoming.headers["proxy-authorization"])) {
        outgoing.writeHead(407).end();
        return;
      }
      const { pathname } = new URL(incoming.url ?? "");
      const options = { port: target, host: "127.0.0.1", path: pathname };
      request(options, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(outgoing);
      }).end();
    });
    server.on("connect", (incoming, socket) => {
      proxy.asked.push(`CONNECT ${incoming.url ?? ""}`);
      const code = isRefused(incoming.headers["proxy-authorization"]) ? 407 : status;
      if (code !== 200) {
        socket.end(`HTTP/1.1 ${code} Refused\r\n\r\n`);
        return;
      }
      proxy.tunnels.push(socket);
      const behind = connect(target, "127.0.0.1", () => {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        behind.pipe(socket).pipe(behind);
      });
      behind.on("error", () => socket.destroy());
      socket.on("error", () => behind.destroy());
      socket.on("close", () => behind.destroy());
    });
    const proxy = new LoopbackProxy(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Its address, with a user and a password where they are given. */
  url(user = ""): string {
    return `http://${user === "" ? "" : `${user}@`}127.0.0.1:${this.port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // the server has let go of these
    for (const socket of this.tunnels) socket.destroy();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
