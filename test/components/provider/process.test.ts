import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { hostClient } from "../../../checks/http-client.js";
import type { ProcessInputs } from "../../../components/provider/process-config.js";
import type { labProcess as Resource } from "../../../components/provider/process.js";
import { endProcess } from "../../../lib/processes.js";
import { freePort } from "../../../lib/ports.js";
import { tempDir } from "../../support/temp-dir.js";
import { toolOrReason } from "../../support/tool-or-reason.js";

const httpbin = toolOrReason("go-httpbin");
const suite = httpbin.why === undefined ? describe : describe.skip;

suite(
  `a process in place of a container${httpbin.why === undefined ? "" : ` (${httpbin.why})`}`,
  () => {
    let dir: Awaited<ReturnType<typeof tempDir>>;
    let labProcess: typeof Resource;
    let inputs: ProcessInputs;
    let running: () => Promise<readonly { readonly pid: number; readonly id: string }[]>;

    const folder = (id: string): string => join(dir.path, "processes", "week2", id);

    beforeAll(async () => {
      dir = await tempDir();
      const real = await import("../../../lib/paths.js");
      jest.unstable_mockModule("../../../lib/paths.js", () => ({
        ...real,
        processesDir: (stack: string) => join(dir.path, "processes", stack),
      }));
      ({ labProcess } = await import("../../../components/provider/process.js"));
      const { labProcesses } = await import("../../../components/provider/process-table.js");
      const { processTable } = await import("../../../lib/process-table.js");
      const { exec } = await import("../../../lib/exec.js");
      running = async () =>
        labProcesses(await processTable(exec)).filter((each) => each.folder.startsWith(dir.path));
      const port = await freePort();
      inputs = {
        ...{ stack: "week2", name: "httpbin", tool: "go-httpbin", args: [], listens: [port] },
        env: { PORT: `${port}`, HOST: "127.0.0.1" },
      };
    });

    afterAll(async () => {
      const { removeProcesses } = await import("../../../components/provider/process.js");
      await removeProcesses("week2");
      await dir[Symbol.asyncDispose]();
    });

    const answer = () =>
      hostClient()({ url: `http://127.0.0.1:${inputs.listens[0] ?? 0}/status/204` });

    it("answers when it is made, and is found by its command alone", async () => {
      const { id } = await labProcess.create(inputs);
      expect(await answer()).toMatchObject({ status: 204 });
      expect(await labProcess.find(id, inputs)).toEqual({ alive: true });
      expect((await running()).map((each) => each.id)).toEqual([id]);
    });

    it("takes the place of the one before, which is no concern of its removal", async () => {
      const [before] = await running();
      const { id } = await labProcess.create(inputs);
      expect((await running()).map((each) => each.id)).toEqual([id]);
      await labProcess.remove(before?.id ?? "", inputs);
      expect(await labProcess.find(id, inputs)).toEqual({ alive: true });
    });

    it("is found gone when it has ended", async () => {
      const [found] = await running();
      endProcess(found?.pid ?? 0);
      await expect(answer()).rejects.toThrow();
      expect(await labProcess.find(found?.id ?? "", inputs)).toEqual({
        ...{ alive: false, why: "it does not run" },
      });
    });

    it("leaves nothing behind when it is removed", async () => {
      const { id } = await labProcess.create(inputs);
      await labProcess.remove(id, inputs);
      expect(await running()).toEqual([]);
      expect(existsSync(folder(id))).toBe(false);
    });

    it("names who holds its port", async () => {
      const other = await labProcess.create({ ...inputs, name: "other" });
      await expect(labProcess.create(inputs)).rejects.toThrow(
        /Port \d+ for httpbin of week2 is taken/,
      );
      await labProcess.remove(other.id, { ...inputs, name: "other" });
    });

    it("says why it ended again, and leaves nothing", async () => {
      await mkdir(join(dir.path, "processes"), { recursive: true });
      const wrong = { ...inputs, args: ["-port", "none"] };
      await expect(labProcess.create(wrong)).rejects.toThrow(
        /httpbin of week2 ended when it was started:\n.*hostname/s,
      );
      expect(await running()).toEqual([]);
    });
  },
);
