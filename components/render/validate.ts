import { mkdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import type { KubeObject } from "../../labs/kube.js";
import { ToolError } from "../../lib/errors.js";
import { exec as runProcess, type Exec } from "../../lib/exec.js";
import { cacheDir } from "../../lib/paths.js";
import { locate } from "../../tools/locate.js";
import { studied } from "../../tools/pins.js";
import { cacheKey } from "./cache.js";

/** The API groups that istiod's webhook validates on a real cluster. */
const VALIDATED = /^(networking|security|telemetry|extensions)\.istio\.io\//;

export interface ValidateOptions {
  readonly exec?: Exec;
  readonly cache?: string;
  readonly istioctl?: string;
  /** Whose istioctl is asked, of the version of the mesh. Default: the Istio of the study. */
  readonly istio?: string | undefined;
}

/**
 * Validates the Istio objects of a lab as istiod would: on kwok no webhook runs, and without this a mistake in
 * them would show only on a real cluster. Objects that were found good once are not asked about again.
 * @throws ToolError `invalid-istio-object` with istioctl's words.
 */
export async function validateIstio(
  objects: readonly KubeObject[],
  { exec = runProcess, cache = cacheDir(), istioctl, istio = studied.istio }: ValidateOptions = {},
): Promise<void> {
  const asked = objects.filter(({ apiVersion }) => VALIDATED.test(apiVersion));
  if (asked.length === 0) return;
  const good = join(cache, "validated", cacheKey("istio", istio, asked));
  const known = await stat(good).then(
    () => true,
    () => false,
  );
  if (known) return;
  const input = asked.map((object) => stringify(object)).join("---\n");
  const args = ["validate", "-f", "-"];
  try {
    await exec(istioctl ?? locate("istioctl", { versions: { istio } }), args, { input });
  } catch (cause) {
    const said = cause instanceof Error ? cause.message.split("\n").slice(1).join("\n") : "";
    throw new ToolError(
      "invalid-istio-object",
      `istioctl refuses an object of this step.\n${said}`,
      {
        cause,
        next: "./lab objects shows what was rendered",
      },
    );
  }
  await mkdir(join(cache, "validated"), { recursive: true });
  await writeFile(good, "");
}
