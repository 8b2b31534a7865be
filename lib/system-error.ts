import { existsSync, lstatSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { diskFull, diskRoom, existing, fullest, isDiskFull, type DiskRoom } from "./disk.js";
import { LabError, messageOf, ToolError } from "./errors.js";
import { cacheDir, labDir } from "./paths.js";
import { quoted } from "./quote.js";

/** What Node says of a call of the operating system that failed. */
interface SystemError extends Error {
  readonly code: string;
  readonly syscall: string;
  readonly path?: string;
}

interface Explained {
  readonly code: string;
  readonly message: string;
  readonly next: string;
}

/** A disk with less room than this may be the one that a text calls full, in bytes and in files. */
const LITTLE = 100e6;
const FEW = 100;

type Look = (folder: string) => DiskRoom | undefined;

const AGAIN = "then run the same command again";

/**
 * An error in the operating system's own words, as one for the learner: what it is, of which path, and what helps.
 * Without it a full disk would be shown as a mistake of the lab.
 * @returns the error itself when it is none of the system's, or was written for the learner already.
 */
export function explained(error: unknown, look: Look = diskRoom): unknown {
  if (error instanceof LabError) return withDisk(error, look);
  const system = systemErrorIn(error);
  if (system === undefined) return isDiskFull(error) ? fullSomewhere(error, look) : error;
  if (isDiskFull(system)) return diskFull(system.path ?? fullest([labDir, cacheDir()]), error);
  const known = explanationOf(system);
  if (known === undefined) return error;
  return new ToolError(known.code, known.message, { next: known.next, cause: error });
}

/** An error of a tool that only quotes the system's words: the cause is named, and what the tool said is kept. */
function withDisk(error: LabError, look: Look): LabError {
  const isTool = error instanceof ToolError && error.code !== "disk-full";
  return isTool && isDiskFull(error) ? fullSomewhere(error, look) : error;
}

function fullSomewhere(error: unknown, look: Look): ToolError {
  const folder = fullest([labDir, cacheDir()]);
  const full = mayBeFull(folder, error, look) ? diskFull(folder, error) : OTHERS_DISK;
  return new ToolError(full.code, `${full.message}\n${messageOf(error)}`, {
    cause: error,
    ...(full.next === undefined ? {} : { next: full.next }),
  });
}

/** What is left within a quota the system does not tell. */
function mayBeFull(folder: string, error: unknown, look: Look): boolean {
  const { free, files = Infinity } = look(folder) ?? { free: 0 };
  return free < LITTLE || files < FEW || /quota/i.test(messageOf(error));
}

/** `docker system prune` would take the node of a lab that is stopped. */
const OTHERS_DISK = {
  code: "disk-full",
  message:
    "A disk is full, and it is none that the lab writes to itself: most likely Docker's own.",
  next: `docker system df shows what it holds; make room with docker builder prune or docker image prune, or give Docker Desktop a larger disk in its settings, ${AGAIN}`,
} as const satisfies Explained;

/** The system's error that an error is, or comes from. */
function systemErrorIn(error: unknown): SystemError | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const { code, syscall, cause } = error as Partial<SystemError>;
  if (typeof code === "string" && typeof syscall === "string") return error as SystemError;
  return systemErrorIn(cause);
}

function explanationOf(error: SystemError): Explained | undefined {
  const { code, path, syscall } = error;
  if (code === "ENOENT" && syscall === "uv_cwd") {
    return {
      code: "folder-gone",
      message: "The folder that this terminal stands in is gone.",
      next: `cd to your checkout, ${AGAIN}`,
    };
  }
  const where = path ?? "a file";
  switch (code) {
    case "EMFILE":
    case "ENFILE":
      return {
        code: "too-many-files",
        message: `Too many files are open in ${code === "EMFILE" ? "this process" : "this system"} (${code}).`,
        next: `ulimit -n 4096, ${AGAIN}`,
      };
    case "ENOMEM":
      return {
        code: "no-memory",
        message: `The system has no memory left (${code}, ${syscall}).`,
        next: `end other programs, ${AGAIN}`,
      };
    case "EIO":
      return {
        code: "disk-broken",
        message: `The disk of ${where} does not answer as it should (${code}, ${syscall}).`,
        next: `look what the system says of the disk (dmesg, or the Disk Utility), ${AGAIN}`,
      };
    case "ENAMETOOLONG":
      return {
        code: "path-too-long",
        message: `The path is too long for this system: ${where}`,
        next: `move the checkout to a shorter path, ${AGAIN}`,
      };
    case "EROFS":
      return {
        code: "read-only",
        message: `The disk of ${where} can't be written to: it is mounted read-only.`,
        next: "move the checkout to a disk that you may write to; LAB_CACHE=/another/folder moves the cache",
      };
    case "EACCES":
    case "EPERM":
      return path === undefined ? undefined : notAllowed(path, code);
    case "ENOTDIR":
    case "EISDIR":
    case "EEXIST":
      return path === undefined ? undefined : wrongKind(path, code, syscall);
    default:
      return undefined;
  }
}

/** Most often files of root, as after `sudo ./lab`. */
function notAllowed(path: string, code: string): Explained {
  // only a folder of the lab's own is ever given to somebody: what lies above it is the system's
  const own = [labDir, cacheDir()].find((folder) => isIn(path, folder) && existsSync(folder));
  const owner = ownerOf(path);
  const me = process.getuid?.();
  const isForeign = owner !== undefined && me !== undefined && me !== 0 && owner !== me;
  const given = isForeign ? own : undefined;
  const whose = owner === 0 ? "root, as after sudo ./lab" : `another user (uid ${owner ?? "?"})`;
  const elsewhere = isIn(path, cacheDir()) ? "; LAB_CACHE=/a/folder/of/yours moves the cache" : "";
  return {
    code: "not-allowed",
    message: `You may not open or write ${path} (${code})${given === undefined ? "" : `: it belongs to ${whose}`}.`,
    next:
      given === undefined
        ? `ls -ld ${quoted(existing(path))} shows whose it is; chmod u+rwX lets you in where it is yours${elsewhere}`
        : `sudo chown -R "$(id -un)" ${quoted(given)}, ${AGAIN}`,
  };
}

/** A file stands where a folder should be, or the other way round. */
function wrongKind(path: string, code: string, syscall: string): Explained | undefined {
  if (code === "EEXIST" && syscall !== "mkdir") return undefined;
  const odd = code === "EISDIR" ? path : (fileAbove(path) ?? path);
  const [is, wanted] = code === "EISDIR" ? ["folder", "file"] : ["file", "folder"];
  return {
    code: "wrong-kind",
    message: `${odd} is a ${is} where the lab needs a ${wanted}.`,
    next: `mv ${quoted(odd)} ${quoted(`${odd}.old`)}, ${AGAIN}`,
  };
}

/** The nearest part of a path that is there and no folder. */
function fileAbove(path: string): string | undefined {
  for (let part = path; dirname(part) !== part; part = dirname(part)) {
    const stats = lstat(part);
    if (stats !== undefined) return stats.isDirectory() ? undefined : part;
  }
  return undefined;
}

/** Whose the file is, or the nearest folder that is there. */
function ownerOf(path: string): number | undefined {
  try {
    return statSync(existing(path)).uid;
  } catch {
    return undefined;
  }
}

function lstat(path: string): ReturnType<typeof lstatSync> | undefined {
  try {
    return lstatSync(path);
  } catch {
    // a file above it
    return undefined;
  }
}

const isIn = (path: string, folder: string): boolean => `${path}/`.startsWith(`${folder}/`);
