import { diskRoom, existing } from "../../lib/disk.js";
import { bytes } from "../../lib/progress.js";
import { quoted } from "../../lib/quote.js";
import { exec, type Exec } from "../../lib/exec.js";
import type { Row } from "./row.js";

/** What the tools and the cache take when everything is built here, in bytes. */
const CACHE_WANTED = 12e9;
/** What the labs of a checkout take: two embedded clusters with their histories, states and logs, in bytes. */
const LAB_WANTED = 1e9;
/** What the node's image, the lab's images and a node with them unpacked take, in bytes. */
const DOCKER_WANTED = 10e9;
const DOCKER_TIMEOUT_MS = 5_000;

interface Disk {
  readonly what: string;
  readonly folder: string;
  readonly wanted: number;
  /** What helps beside making room. */
  readonly else?: string;
}

/**
 * The disks that the lab writes to: that of the cache and that of the checkout, and Docker's where its folder is one
 * of this machine's.
 * @param docker the folder of the engine; undefined: none that can be looked at.
 */
export function diskRows(cache: string, lab: string, docker: string | undefined): Row[] {
  const disks: Disk[] = [
    {
      what: "disk of the cache",
      folder: cache,
      wanted: CACHE_WANTED,
      else: "set LAB_CACHE to a folder on another disk",
    },
    {
      what: "disk of the lab",
      folder: lab,
      wanted: LAB_WANTED,
      else: "move the checkout to another disk",
    },
    ...(docker === undefined
      ? []
      : [
          {
            what: "disk of Docker",
            folder: docker,
            wanted: DOCKER_WANTED,
            else: "docker system df shows what it holds",
          },
        ]),
  ];
  return disks.map(diskRow);
}

function diskRow({ what, folder, wanted, else: other }: Disk): Row {
  const place = existing(folder);
  const room = diskRoom(place);
  if (room === undefined)
    return { what, verdict: "note", detail: `${place} does not tell its room` };
  const detail = `${bytes(room.free)} free at ${place}`;
  if (room.files === 0)
    return {
      what,
      verdict: "bad",
      detail: `${detail}, but room for no more files`,
      next: `delete small files on it: df -i ${quoted(place)}`,
    };
  if (room.free >= wanted) return { what, verdict: "ok", detail };
  const next = `free ${bytes(wanted - room.free)} at ${quoted(place)}${other === undefined ? "" : `, or ${other}`}`;
  return { what, verdict: room.free < wanted / 10 ? "bad" : "note", detail, next };
}

/** The folder in which a Docker engine keeps its images, where it is one of this machine and may be looked at. */
export async function dockerFolder(run: Exec = exec): Promise<string | undefined> {
  const args = ["info", "--format", "{{.DockerRootDir}}"];
  const { stdout } = await run("docker", args, { timeoutMs: DOCKER_TIMEOUT_MS }).catch(() => ({
    stdout: "",
  }));
  const folder = stdout.trim();
  // an engine in a virtual machine names a folder of that machine
  return folder.startsWith("/") && existing(folder) === folder ? folder : undefined;
}
