interface Platform {
  readonly os?: string | undefined;
  readonly architecture?: string | undefined;
  readonly variant?: string | undefined;
}

/** As containerd writes it: `linux/arm64`, `linux/arm/v7`. What is not said is taken for Linux, as Docker does. */
export function platformOf({ os = "linux", architecture = "", variant = "" }: Platform): string {
  return [os, architecture, variant].filter((part) => part !== "").join("/");
}

/** Whether two platforms have the same system and processor; variants such as arm64's v8 are left out of it. */
export const isFor = (platform: string, wanted: string): boolean =>
  processorOf(platform) === processorOf(wanted);

const processorOf = (platform: string): string => platform.split("/").slice(0, 2).join("/");

/** Debian's names, and the kernel's, for what others call by another one. */
const ARCHITECTURES: Readonly<Record<string, string>> = {
  aarch64: "arm64",
  x86_64: "amd64",
  i386: "386",
  armhf: "arm",
  armv7l: "arm",
  ppc64el: "ppc64le",
};

/** The platform of a Linux machine. @param machine `dpkg --print-architecture`, or `uname -m`. */
export const linuxOn = (machine: string): string =>
  `linux/${ARCHITECTURES[machine.trim()] ?? machine.trim()}`;

/** ELF's numbers of processors as binfmt_misc prints them: two bytes from byte 18 on, the low one first. */
const ELF_MACHINES: Readonly<Record<string, string>> = { amd64: "3e00", arm64: "b700" };
const ELF_MACHINE_AT = 36;

/** In a node or in any privileged container: what the kernel starts by way of an interpreter. */
export const BINFMT_SCRIPT =
  "unshare --mount sh -c 'mount -t binfmt_misc none /mnt && cat /mnt/* 2>/dev/null; true'";

/**
 * Whether the kernel can start programs of another processor: QEMU and Rosetta put themselves into binfmt_misc.
 * @param entries what `BINFMT_SCRIPT` prints.
 * @returns undefined where it can't be told.
 */
export function emulates(entries: string, platform: string): boolean | undefined {
  const machine = ELF_MACHINES[platform.split("/")[1] ?? ""];
  // "enabled" is there as the state of the whole, also where nothing is registered
  if (machine === undefined || !entries.includes("enabled")) return undefined;
  return entries
    .split(/^(?=enabled$|disabled$)/m)
    .filter((entry) => entry.startsWith("enabled"))
    .map((entry) => /^magic (\w+)$/m.exec(entry)?.[1] ?? "")
    .some((magic) => magic.startsWith(machine, ELF_MACHINE_AT));
}
