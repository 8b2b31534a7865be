import type { World } from "../../checks/seen.js";

/** Those ways of a world that a test has no use for: asked, they tell that they are not there. */
export const noConnections: Pick<World, "tls" | "tcp"> = {
  tls: {
    ask: () => Promise.reject(new Error("no TLS in this test")),
    protocol: () => Promise.reject(new Error("no TLS in this test")),
    read: () => Promise.reject(new Error("no certificates in this test")),
  },
  tcp: () => Promise.reject(new Error("no TCP in this test")),
};
