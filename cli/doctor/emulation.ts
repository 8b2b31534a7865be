import { BINFMT_SCRIPT, emulates } from "../../components/commands/images/platform.js";
import { exec, type Exec } from "../../lib/exec.js";
import { nodeImage, tagOf } from "../../components/provider/kind-node-image.js";
import { studied } from "../../tools/pins.js";
import type { Row } from "./row.js";

/** A container that does one thing, or a builder that looks at its machine, in ms. */
const TIMEOUT_MS = 30_000;
const AMD64 = "linux/amd64";

/** What was found out about an engine. */
export interface Emulation {
  /** The engine's processor as Docker calls it: `arm64`. */
  readonly processor: string;
  /** Whether it runs programs for amd64; undefined where it can't be told. */
  readonly runsAmd64: boolean | undefined;
}

/**
 * Whether an engine on arm64 runs the images that are for amd64 only: kube-ops-view 20.4.0 and fake-service 0.14.1
 * and 0.17.0. Elsewhere there is no row.
 */
export async function emulationRow(
  ask: () => Promise<Emulation> = askDocker,
): Promise<Row | undefined> {
  const { processor, runsAmd64 } = await ask();
  if (processor !== "arm64") return undefined;
  const what = "emulation";
  if (runsAmd64 === true) {
    return { what, verdict: "ok", detail: "images for amd64 run on this arm64 engine, slowly" };
  }
  const which = "kube-ops-view and fake-service are for amd64 only";
  const next =
    "Docker Desktop: switch Rosetta on; colima: colima start --vz-rosetta; Linux: docker run --privileged --rm tonistiigi/binfmt --install amd64";
  if (runsAmd64 === undefined) {
    const detail = `not known before the first lab on kind is made; ${which}`;
    return { what, verdict: "note", detail };
  }
  const detail = `this arm64 engine can't run programs for amd64; ${which} and will not start`;
  return { what, verdict: "bad", detail, next };
}

const askDocker = (): Promise<Emulation> => emulationOf(exec);

/** Asks the engine, with an image that every lab needs, or else its builder. Nothing is pulled for it. */
export async function emulationOf(run: Exec): Promise<Emulation> {
  const docker = (...args: readonly string[]): Promise<string> =>
    run("docker", args, { timeoutMs: TIMEOUT_MS }).then(
      ({ stdout }) => stdout,
      () => "",
    );
  const processor = (await docker("version", "--format", "{{.Server.Arch}}")).trim();
  if (processor !== "arm64") return { processor, runsAmd64: undefined };
  const image = nodeImage(studied.kubernetes);
  for (const name of [image, tagOf(image)]) {
    const where = ["--rm", "--pull", "never", "--privileged", "--network", "none"];
    const found = await docker("run", ...where, "--entrypoint", "sh", name, "-c", BINFMT_SCRIPT);
    const runsAmd64 = emulates(found, AMD64);
    if (runsAmd64 !== undefined) return { processor, runsAmd64 };
  }
  // it tries each processor with a program of its own
  const platforms = /^Platforms:(.*)$/m.exec(await docker("buildx", "inspect"))?.[1];
  return { processor, runsAmd64: platforms?.includes(AMD64) };
}
