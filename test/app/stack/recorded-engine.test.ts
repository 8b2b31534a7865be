import { describe, expect, it } from "@jest/globals";
import { join } from "node:path";
import { stayOnEngine } from "../../../app/stack/recorded-engine.js";
import { readRecord, writeRecord } from "../../../components/provider/kind-record.js";
import { listener } from "../../support/told.js";
import { tempDir } from "../../support/temp-dir.js";

const cluster = { name: "myk8s", apiServerPort: 41_000, id: "kind-week1-0a1b" };
const colima = { DOCKER_HOST: "unix:///home/you/.colima/default/docker.sock" };
const here = { HOME: "/none", DOCKER_HOST: "unix:///var/run/docker.sock" };

/** What becomes of a shell's variables for a lab that was made in another one; undefined: nothing was made. */
async function stay(made: NodeJS.ProcessEnv | undefined, now: NodeJS.ProcessEnv) {
  await using dir = await tempDir();
  if (made !== undefined) await writeRecord(dir.path, cluster, made);
  const { tell, lines: said } = listener();
  const env = { ...now };
  await stayOnEngine("week1", tell, dir.path, env);
  return { env, said };
}

describe("a lab that stands", () => {
  it("stays on the Docker engine that it was made on, and says so", async () => {
    const { env, said } = await stay({ HOME: "/none", ...colima }, here);
    expect(env).toEqual({ HOME: "/none", ...colima });
    expect(said).toEqual([
      `week1 stands on the Docker engine ${colima.DOCKER_HOST}, not on the one of this shell; --context takes another.`,
    ]);
  });

  it("stays there with the certificates of then, and none of now", async () => {
    const far = { DOCKER_HOST: "tcp://far:2376", DOCKER_TLS_VERIFY: "1", DOCKER_CERT_PATH: "/c" };
    const { env } = await stay({ HOME: "/none", ...far }, { ...here, DOCKER_CONTEXT: "x" });
    expect(env).toEqual({ HOME: "/none", ...far });
    const back = await stay({ HOME: "/none", ...colima }, { HOME: "/none", ...far });
    expect(back.env).toEqual({ HOME: "/none", ...colima });
  });

  it("on the shell's own engine changes nothing, whatever names it", async () => {
    const shell = { HOME: "/none", ...colima, DOCKER_CONTEXT: "ignored" };
    expect(await stay({ HOME: "/none", ...colima }, shell)).toEqual({ env: shell, said: [] });
  });

  it("keeps no other one from the shell's engine, whatever names that", async () => {
    await using dir = await tempDir();
    await writeRecord(dir.path, cluster, { HOME: "/none", ...colima });
    const shell = { HOME: "/none", DOCKER_HOST: "tcp://far:2376", DOCKER_TLS_VERIFY: "1" };
    const env: NodeJS.ProcessEnv = { ...shell };
    await stayOnEngine("week1", () => undefined, dir.path, env);
    expect(env).toEqual({ HOME: "/none", ...colima });
    await stayOnEngine("week3", () => undefined, join(dir.path, "none"), env);
    expect(env).toEqual(shell);
    const { tell, lines: said } = listener();
    await stayOnEngine("week1", tell, dir.path, env);
    expect(said).toHaveLength(1);
  });

  it("that was never made leaves the choice to the shell", async () => {
    expect(await stay(undefined, here)).toEqual({ env: here, said: [] });
  });

  it("that an older version made leaves it to the shell, too", async () => {
    await using dir = await tempDir();
    await writeRecord(dir.path, { ...cluster, docker: undefined });
    expect(await readRecord(dir.path)).toEqual({ ...cluster, folder: dir.path });
    const env = { ...here };
    await stayOnEngine("week1", () => undefined, dir.path, env);
    expect(env).toEqual(here);
  });
});
