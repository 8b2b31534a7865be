/** Names the place in the program where an error comes from, and tells a learner nothing. */
const HOOK = /^before hook ".*?" failed: /;

/** An error of Pulumi's engine as it is shown. */
export const engineError = (message: string): string => message.trim().replace(HOOK, "");
