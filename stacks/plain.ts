import { ToolError, UsageError } from "../lib/errors.js";
import { howToStart } from "../components/provider/docker-engine.js";
import type { Versions } from "../labs/versions.js";
import type { Week } from "../labs/week.js";
import { requireOwnBackend, type BackendFacts } from "./backend.js";
import type { Deployed } from "./checkpoint.js";
import type { Chosen } from "./choose.js";
import { NAMESPACE } from "../lib/settings.js";
import { parseConfig, weekNamed, type LabConfig } from "./config.js";
import type { Log } from "./engine-progress.js";
import { anywhereTarget } from "../targets/index.js";
import type { Plugin } from "../targets/target.js";
import { onIstio } from "./on-istio.js";
import { requireStandIns } from "./stand-ins.js";
import type { ToolName } from "../tools/tool.js";
import { toolsOf } from "./tools.js";

type Values = Readonly<Record<string, string>>;

/** What a program that plain `pulumi` started finds, and does beside declaring resources. Tests pass another one. */
export interface PlainWorld {
  readonly organization: string;
  readonly isPreview: boolean;
  readonly env: NodeJS.ProcessEnv;
  readonly log: Log;
  readonly lookForStack: (stack: string) => Promise<Pick<BackendFacts, "hasStack" | "hasLock">>;
  /** The values in the stack's own file: the engine fills in the defaults of Pulumi.yaml. */
  readonly inFile: (stack: string) => Promise<Values>;
  readonly deployed: (stack: string) => Promise<Deployed | undefined>;
  /** Whether the state has commands that ask for ISTIO_LAB_ROOT, as before plain `pulumi` could run them. */
  readonly hasOldCommands: (stack: string) => Promise<boolean>;
  readonly choose: (week: Week, settings: Values, found: Deployed | undefined) => Promise<Chosen>;
  readonly record: (stack: string, values: Values) => Promise<void>;
  readonly setCurrentWeek: (week: Week) => Promise<void>;
  /** Whether the engine has a plugin in its home. */
  readonly hasPlugin: (name: string, version: string) => boolean;
  readonly ensureTools: (names: readonly ToolName[], versions: Versions) => Promise<unknown>;
}

/** @throws UsageError `other-backend` or `packed-state` */
export async function requireBackend(stack: string, world: PlainWorld): Promise<void> {
  const { organization, isPreview, env } = world;
  const found = await world.lookForStack(stack);
  requireOwnBackend({ stack, organization, isPreview, env, ...found });
}

/**
 * Does for plain `pulumi` what `lab` does before its engine starts: chooses what the config leaves open and records
 * it, remembers the week, and gets the tools. A preview records nothing.
 * @param settings the stack's config, by key without its namespace.
 * @throws UsageError for every value that isn't allowed, `needs-lab-env`
 * @throws ToolError `docker-no-answer` when a lab is to be made, `tool-unavailable`
 */
export async function prepareLab(
  stack: string,
  settings: Values,
  world: PlainWorld,
): Promise<LabConfig> {
  const week = weekNamed(stack);
  if ((world.env["ISTIO_LAB_ROOT"] ?? "") === "" && (await world.hasOldCommands(stack))) {
    throw new UsageError(
      "needs-lab-env",
      `${stack} was made by an older version of the lab, whose commands run in the lab's environment only.`,
      { next: 'eval "$(./lab env)", then run the same command again' },
    );
  }
  const [inFile, found] = await Promise.all([world.inFile(stack), world.deployed(stack)]);
  const recorded = withoutDefaults(settings, inFile);
  const chosen = await world.choose(onIstio(week, recorded["istio"]), recorded, found);
  const config = parseConfig(stack, { ...settings, ...chosen.values });
  if (chosen.silent !== undefined && !world.isPreview) throw silentEngine(chosen.silent, stack);
  if (!world.isPreview) await requireStandIns(config, found);
  for (const line of chosen.told) world.log(line, false);
  if (!world.isPreview) await remember(week, recorded, chosen, world);
  tellMissingPlugins(config.target.plugins, world);
  await world.ensureTools(ownTools(config), config.week.versions);
  return config;
}

function silentEngine(error: ToolError, stack: string): ToolError {
  const other = `pulumi config set ${NAMESPACE}:target ${anywhereTarget.name} -s ${stack}`;
  return new ToolError("docker-no-answer", error.message, {
    cause: error,
    next: `${howToStart(error)}, then pulumi up -s ${stack}; or, without traffic, ${other}`,
  });
}

/** A default is no choice: what is official because nobody said otherwise may still be chosen. */
const withoutDefaults = (settings: Values, inFile: Values): Values =>
  Object.fromEntries(
    Object.entries(settings).filter(
      ([key, value]) => value !== "" && (value !== "official" || inFile[key] !== undefined),
    ),
  );

async function remember(
  week: Week,
  recorded: Values,
  { values }: Chosen,
  world: PlainWorld,
): Promise<void> {
  await world.setCurrentWeek(week);
  const news = Object.entries(values).filter(([key, value]) => recorded[key] !== value);
  if (news.length === 0) return;
  await world.record(week.id, Object.fromEntries(news));
  const keys = news.map(([key]) => `${NAMESPACE}:${key}`).join(", ");
  world.log(`Recorded in stacks/Pulumi.${week.id}.yaml: ${keys}.`, false);
}

/** What the engine can't download it says at length, and not what helps here. */
function tellMissingPlugins(plugins: readonly Plugin[], { hasPlugin, log }: PlainWorld): void {
  const missing = plugins.filter((plugin) => !hasPlugin(plugin.name, plugin.version));
  if (missing.length === 0) return;
  const names = missing.map(({ name, version }) => `${name} ${version}`).join(", ");
  log(
    `Pulumi has to download its plugins ${names}. Where it can't: eval "$(./lab env)", then the same command again.`,
    false,
  );
}

/** The engine is there, or this program would not run, and its plugins are its own affair. */
const ownTools = (config: LabConfig): ToolName[] =>
  toolsOf(config).filter((name) => !name.startsWith("pulumi"));
