import { execa } from "execa";
import { cp, mkdir, readFile, readdir, symlink, writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { cacheDir } from "../../lib/paths.js";
import { ODD_NAME, oddFolder, removeOddFolder } from "./temp-dir.js";
import { pathWithoutDocker } from "./without-docker.js";

const source = resolve(import.meta.dirname, "../..");
/** What a checkout is without: the history, the packages (linked instead), the state of its owner. */
const LEFT_OUT = new Set([".git", ".lab", "node_modules", "coverage"]);
/** The longest command, in ms: a walk through week 3 with real traffic. */
const TIMEOUT_MS = 45 * 60_000;

/** What a command came to. It never throws: a test asks for the exit code. */
export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Standard output and error as a person sees them. */
  readonly all: string;
}

/** A checkout of its own with a home of its own: what a test does in it touches nothing of the developer's. */
export interface Checkout extends AsyncDisposable {
  readonly root: string;
  readonly home: string;
  /** The week that its shells and its end are for. */
  readonly week: string;
  readonly env: Readonly<Record<string, string>>;
  /** Runs `./lab`. */
  readonly lab: (...args: readonly string[]) => Promise<Ran>;
  /** The same with other variables in the environment. */
  readonly with: (variables: Readonly<Record<string, string>>) => Pick<Checkout, "lab">;
  /** Starts `./lab` and leaves it running, as the leader of a process group of its own. */
  readonly start: (...args: readonly string[]) => ReturnType<typeof startProcess>;
  /** Runs a program in a shell that has done `eval "$(./lab env <week>)"`. */
  readonly shell: (program: string, ...args: readonly string[]) => Promise<Ran>;
  /** Ends the cluster's processes behind the lab's back, as a reboot would. */
  readonly killCluster: (...components: readonly string[]) => Promise<void>;
  /** The processes of this checkout's clusters that run. */
  readonly processes: () => Promise<readonly string[]>;
}

/** The kubeconfig of a user who already works with another cluster. */
export const USERS_KUBECONFIG = `apiVersion: v1
kind: Config
current-context: work
contexts: [{ name: work, context: { cluster: work, user: me } }]
clusters: [{ name: work, cluster: { server: "https://127.0.0.1:1" } }]
users: [{ name: me, user: {} }]
`;

/**
 * Copies the sources into a new folder, `my labs/실습 #1 100%/istio-lab`, and gives it a home: every path in every
 * test runs from there. Dispose of it: it takes its clusters down.
 * @param docker whether the Docker of this machine is seen. Without it every machine chooses kwok.
 * @param week the one that is brought up in it.
 * @param name of the two folders that it is in.
 */
export async function checkout(
  docker: "docker" | "no docker" = "no docker",
  week = "week1",
  name = ODD_NAME,
): Promise<Checkout> {
  const folder = await oddFolder("istio-lab-test-", name);
  const [root, home] = [join(folder, "istio-lab"), join(folder, "home")];
  await mkdir(root);
  for (const name of (await readdir(source)).filter((entry) => !LEFT_OUT.has(entry))) {
    const keep = (path: string): boolean => !/stacks\/Pulumi\..*\.yaml$/.test(path);
    await cp(join(source, name), join(root, name), { recursive: true, filter: keep });
  }
  // up to date before they are shared: an install in the copy would empty the folder behind the link
  await execa(join(source, "lab"), ["weeks"], { timeout: TIMEOUT_MS });
  await symlink(join(source, "node_modules"), join(root, "node_modules"));
  await mkdir(join(home, ".kube"), { recursive: true });
  await writeFile(join(home, ".kube", "config"), USERS_KUBECONFIG);

  const env = { ...process.env, HOME: home, LAB_CACHE: cacheDir(), NO_COLOR: "1" } as Record<
    string,
    string
  >;
  delete env["KUBECONFIG"];
  delete env["NODE_OPTIONS"];
  if (docker === "no docker")
    env["PATH"] = await pathWithoutDocker(env["PATH"] ?? "", join(folder, "bin"));
  const lab = (...args: readonly string[]): Promise<Ran> => run(join(root, "lab"), args, root, env);
  let shellEnv: Promise<Record<string, string | undefined>> | undefined;
  return {
    root,
    home,
    week,
    env,
    lab,
    with: (variables) => ({
      lab: (...args) => run(join(root, "lab"), args, root, { ...env, ...variables }),
    }),
    start: (...args) => startProcess(join(root, "lab"), args, root, env),
    shell: async (program, ...args) => {
      shellEnv ??= lab("env", week).then((ran) => exportsIn(succeed(ran).stdout));
      return run(program, args, root, { ...env, ...(await shellEnv) });
    },
    killCluster: (...components) => killCluster(join(root, ".lab/stacks", week), components),
    processes: () => processesOf(root),
    async [Symbol.asyncDispose]() {
      await lab("down", week, "--yes");
      await killCluster(join(root, ".lab/stacks", week), []);
      await removeOddFolder(folder);
    },
  };
}

async function run(
  program: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Ran> {
  const options = { cwd, env, extendEnv: false, reject: false, all: true, timeout: TIMEOUT_MS };
  const result = await execa(program, args, { ...options, stdin: "ignore" });
  const { exitCode = -1, stdout, stderr } = result;
  return { exitCode, stdout, stderr, all: String(result.all) };
}

function startProcess(
  program: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
) {
  const options = { cwd, env, extendEnv: false, reject: false, all: true, detached: true } as const;
  return execa(program, args, { ...options, stdin: "ignore", timeout: TIMEOUT_MS });
}

/** The variables of lines such as `export NAME='value'`; undefined for `unset NAME`. */
function exportsIn(text: string): Record<string, string | undefined> {
  const gone = [...text.matchAll(/^unset (\w+)$/gm)].map(([, name = ""]) => [name, undefined]);
  const matches = text.matchAll(/^export (\w+)='(.*)'$/gm);
  const given = [...matches].map(([, name = "", value = ""]) => [
    name,
    value.replaceAll("'\\''", "'"),
  ]);
  return Object.fromEntries([...gone, ...given]) as Record<string, string | undefined>;
}

/** The pid files of a stack's clusters. */
async function pidFiles(stack: string): Promise<string[]> {
  const names = (await readdir(stack).catch(() => [])).filter((name) => name.startsWith("kwok-"));
  const folders = names.map((name) => join(stack, name, ".kwok/clusters/myk8s/pids"));
  const files = await Promise.all(
    folders.map(async (folder) => {
      const found = await readdir(folder).catch(() => []);
      return found.map((file) => join(folder, file));
    }),
  );
  return files.flat();
}

async function killCluster(stack: string, components: readonly string[]): Promise<void> {
  for (const file of await pidFiles(stack)) {
    if (components.length > 0 && !components.includes(basename(file, ".pid"))) continue;
    const pid = Number(await readFile(file, "utf8"));
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // it had ended already
    }
  }
}

/** @returns what ran. @throws Error with all that it printed when it ended badly. */
export function succeed(ran: Ran): Ran {
  if (ran.exitCode !== 0) throw new Error(`exit code ${ran.exitCode}:\n${ran.all}`);
  return ran;
}

async function processesOf(root: string): Promise<readonly string[]> {
  const { stdout } = await execa("ps", ["-eo", "stat=,args="]);
  return stdout.split("\n").filter((line) => line.includes(`${root}/.lab/`) && !/^Z/.test(line));
}
