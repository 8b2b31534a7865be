import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { makeWorkDir, removeTree } from "../cache.js";
import { bedDir, type BedContext } from "./context.js";
import { shortHash } from "./hash.js";
import { keepOnly } from "./keep-only.js";
import { pipe } from "./pipe.js";
import { stage } from "./stage.js";

/** The Debian that all of the bed is made of. */
export const SUITE = "bookworm";
const LIMIT_MS = 15 * 60_000;

/** What a node runs, by the needs of kubeadm, kubelet, containerd and kind's scripts. */
const nodePackages = [
  ...["systemd", "conntrack", "iptables", "nftables", "iproute2", "ethtool", "kmod", "libseccomp2"],
  ...["pigz", "ca-certificates", "curl", "jq", "procps", "containerd", "runc"],
  ...["containernetworking-plugins", "socat", "netbase"],
];

/** What the lab's images take besides: netshoot's programs, which the study uses inside the node as well, and wget. */
const imagePackages = [
  "wget",
  ...["bind9-dnsutils", "iputils-ping", "netcat-openbsd", "tcpdump", "traceroute"],
];

/** The packages of the root file system. Changing them makes every image new. */
export const rootfsPackages: readonly string[] = [...nodePackages, ...imagePackages];

/** A hash of what the root file system is made from. */
export const rootfsHash = (): string => shortHash({ suite: SUITE, packages: rootfsPackages });

/** A Debian in a folder, the source of the programs in the images. The folder goes away at the end of the block. */
export interface Rootfs extends AsyncDisposable {
  readonly dir: string;
}

const archiveOf = (context: BedContext): string =>
  join(bedDir(context), `rootfs-${rootfsHash()}-${context.platform.arch}.tar.zst`);

/**
 * Gets the root file system: unpacked from the cache, or made by debootstrap and kept there.
 * @throws ToolError `command-failed`
 */
export async function openRootfs(context: BedContext): Promise<Rootfs> {
  const work = await makeWorkDir(context.cache, "rootfs");
  const dir = join(work, "rootfs");
  const archive = archiveOf(context);
  try {
    if (!existsSync(archive) || !(await unpack(context, archive, dir))) {
      await bootstrap(context, dir);
      await keep(context, dir, archive);
    }
  } catch (error) {
    await removeTree(work);
    throw error;
  }
  return { dir, [Symbol.asyncDispose]: () => removeTree(work) };
}

async function unpack(context: BedContext, archive: string, dir: string): Promise<boolean> {
  const { exec, progress } = context;
  await mkdir(dir, { recursive: true });
  try {
    const from = ["zstd", "-dcq", archive] as const;
    await pipe(exec, from, ["tar", "-C", dir, "-xp"], { timeoutMs: LIMIT_MS });
    return true;
  } catch {
    const text = `${archive} is damaged; making it again`;
    progress({ what: "root file system", state: "working", text });
    await removeTree(dir);
    return false;
  }
}

async function bootstrap(context: BedContext, dir: string): Promise<void> {
  const doing = `debootstrap of Debian ${SUITE}`;
  await stage(context.progress, "root file system", doing, async (hear) => {
    const include = `--include=${rootfsPackages.join(",")}`;
    await context.exec("debootstrap", ["--variant=minbase", include, SUITE, dir], {
      timeoutMs: LIMIT_MS,
      onLine: hear,
      next: "make sure that apt-get update works, then ./lab bed up",
    });
    for (const folder of ["var/cache/apt", "var/lib/apt/lists", "usr/share/doc", "usr/share/man"])
      await empty(join(dir, folder));
    await empty(join(dir, "usr/share/locale"));
    return { value: undefined };
  });
}

async function empty(folder: string): Promise<void> {
  const names = existsSync(folder) ? await readdir(folder) : [];
  for (const name of names) await rm(join(folder, name), { recursive: true, force: true });
}

async function keep(context: BedContext, dir: string, archive: string): Promise<void> {
  const draft = `${archive}.${process.pid}`;
  await mkdir(bedDir(context), { recursive: true });
  await stage(context.progress, "root file system", "packing it into the cache", async () => {
    const tar = ["tar", "-C", dir, "--exclude=./dev/*", "-c", "."] as const;
    await pipe(context.exec, tar, ["zstd", "-3", "-T0", "-q", "-f", "-o", draft], {
      timeoutMs: LIMIT_MS,
    });
    await rename(draft, archive);
    await keepOnly(bedDir(context), "rootfs-", [archive]);
    return { value: undefined, size: (await stat(archive)).size };
  });
}
