import { allOf } from "../expressions.js";

/** Prints the TCP sockets of a container from the kernel's own tables: not every image has netstat. */
export const LISTENING = ["cat", "/proc/net/tcp", "/proc/net/tcp6"] as const;

/** The kernel's number for a socket that listens. */
const LISTEN = "0A";

/** Expression for those tables when all of these ports are listened on. */
export const listensOn = (...ports: readonly number[]): string =>
  allOf(
    ...ports.map((port) => {
      const hex = port.toString(16).toUpperCase().padStart(4, "0");
      return `^\\s*\\d+: [0-9A-F]+:${hex} [0-9A-F]+:0000 ${LISTEN} `;
    }),
  );
