import { exec } from "../../../lib/exec.js";
import { pins } from "../../../tools/pins.js";
import { localCommand } from "./local-command.js";
import { serve } from "./serve.js";

await serve("command", pins.commandProvider, { "command:local:Command": localCommand(exec) });
