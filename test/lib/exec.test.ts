import { describe, expect, it } from "@jest/globals";
import { ToolError } from "../../lib/errors.js";
import { exec, type ExecOptions } from "../../lib/exec.js";

/** Runs a line of JavaScript in a process of its own. */
const node = (program: string, options?: ExecOptions) =>
  exec(process.execPath, ["-e", program], options);

/** The error that a command ends in. */
async function errorOf(work: Promise<unknown>): Promise<ToolError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof ToolError) return error;
  throw new Error(`ended with ${String(error)}`);
}

describe("a program that was killed", () => {
  it.each(["kill -9 $$", "exit 137"])("tells of memory: %s", async (script) => {
    await expect(exec("sh", ["-c", script])).rejects.toMatchObject({
      code: "command-failed",
      message: expect.stringContaining("when memory runs out") as unknown,
    });
  });

  it("for its time limit does not", async () => {
    const slow = exec("sleep", ["5"], { timeoutMs: 50 });
    await expect(slow).rejects.toMatchObject({
      message: expect.not.stringContaining("memory") as unknown,
    });
  });
});

describe("a command", () => {
  it("gives what it printed", async () => {
    const printed = await node('console.log("result"); console.error("news")');
    expect(printed).toEqual({ stdout: "result", stderr: "news" });
  });

  it("gets its input, its folder and its variables, and keeps those of this process", async () => {
    const program = `process.stdin.on("data", (text) =>
      console.log(String(text), process.cwd(), process.env.LAB_TEST, process.env.PATH !== undefined))`;
    const options = { input: "hello", cwd: "/", env: { LAB_TEST: "yes" } };
    expect((await node(program, options)).stdout).toBe("hello / yes true");
  });

  it("reads nothing where no input is given", async () => {
    const { stdout } = await node('process.stdin.on("end", () => console.log("end")).resume()');
    expect(stdout).toBe("end");
  });

  it("never goes through a shell", async () => {
    const { stdout } = await exec(process.execPath, ["-p", "process.argv[1]", "--", "$HOME; *"]);
    expect(stdout).toBe("$HOME; *");
  });

  it("tells whole lines of its standard error as they come", async () => {
    const lines: string[] = [];
    const program = `const { stderr } = process;
      stderr.write("on"); setTimeout(() => stderr.write("e\\ntwo\\n\\nrest"), 50)`;
    await node(program, { onLine: (line) => lines.push(line) });
    expect(lines).toEqual(["one", "two"]);
  });
});

describe("a command that fails", () => {
  it("is an error with the command, its exit code and the next command", async () => {
    const error = await errorOf(node("process.exit(3)", { next: "./lab status week1" }));
    expect(error).toMatchObject({
      code: "command-failed",
      exitCode: 1,
      next: "./lab status week1",
    });
    expect(error.message).toMatch(/^Command failed with exit code 3: .*process\.exit\(3\)/);
  });

  it("shows the last 20 lines of its standard error", async () => {
    const program = `for (let i = 1; i <= 30; i++) console.error("line " + i); process.exit(1)`;
    const lines = (await errorOf(node(program))).message.split("\n").slice(1);
    expect(lines).toEqual(Array.from({ length: 20 }, (_, index) => `line ${index + 11}`));
  });

  it("is ended when its time is up", async () => {
    const started = performance.now();
    const error = await errorOf(node("setTimeout(() => undefined, 60000)", { timeoutMs: 200 }));
    expect(error.message).toMatch(/timed out after 200 milliseconds/);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it("is an error with the name of the program when there is none", async () => {
    const error = await errorOf(exec("lab-no-such-tool", ["--version"], { next: "./lab doctor" }));
    expect(error).toMatchObject({ code: "command-missing", exitCode: 1, next: "./lab doctor" });
    expect(error.message).toMatch(/lab-no-such-tool/);
    expect(error.cause).toMatchObject({ code: "ENOENT" });
  });
});
