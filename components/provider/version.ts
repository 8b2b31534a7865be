/** Version of the plugin; the engine matches it with the one that the resources ask for. */
export const LAB_PROVIDER_VERSION = "0.1.0";
