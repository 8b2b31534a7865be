import type { Output } from "../../cli/terminal/output.js";

/** An output that keeps what it is told. Colours are named in angle brackets, or left out. */
export function memoryOutput(colours: "named" | "off" = "off") {
  const printed: string[] = [];
  const said: string[] = [];
  const output: Output = {
    print: (line) => void printed.push(line),
    say: (line) => void said.push(line),
    paint: (colour, text) => (colours === "named" ? `<${colour}>${text}</${colour}>` : text),
  };
  return { output, printed, said };
}
