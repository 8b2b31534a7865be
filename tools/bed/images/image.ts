import type { Exec } from "../../../lib/exec.js";
import type { ToolName } from "../../tool.js";

/** What an image's files are made with. */
export interface ImageJob {
  /** The folder that becomes the image's `/`. Empty, with the usual links of a Debian (`bin` → `usr/bin`) only. */
  readonly root: string;
  /** A Debian bookworm on disk, the source of programs and their libraries, with the image's packages. Read only. */
  readonly rootfs: string;
  readonly exec: Exec;
  /** The path of a tool that the image names in `tools`. */
  readonly locate: (tool: ToolName) => string;
  /**
   * Copies programs or libraries out of the root file system to the same place in the image, with every
   * shared library they need. Links keep pointing where they point, and their targets come along.
   * @param files absolute paths in the root file system: `/usr/bin/dash`
   * @throws BugError `no-such-program`
   */
  readonly copyPrograms: (files: readonly string[]) => Promise<void>;
  /** The last line of output of what takes long, for the heartbeat. */
  readonly onLine: (line: string) => void;
}

/** One image of the bed: what is in it and how it starts. */
export interface BedImage {
  /** The official name with its tag: `docker.io/istio/pilot:1.17.8`. */
  readonly name: string;
  /** What it really is, in one line; the image's label `io.istio-lab.stand-in` too. */
  readonly what: string;
  /** The name of another image of the bed that it builds on. Absent: on nothing. */
  readonly base?: string;
  /** The tools whose files it takes. They are got before. */
  readonly tools: readonly ToolName[];
  /**
   * Packages of Debian that the root file system lacks, with whatever they need that it lacks as well: nothing is added
   * by itself. @default none
   */
  readonly packages?: readonly string[];
  /** Fills `job.root`. */
  readonly files: (job: ImageJob) => Promise<void>;
  /** Lines of the Dockerfile after its COPY: ENV, USER, ENTRYPOINT. */
  readonly config: readonly string[];
  /** To be raised when `files` gives other content, so that caches notice. Tools, packages and `config` are noticed anyway. */
  readonly revision: number;
}
