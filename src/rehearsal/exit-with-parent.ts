/**
 * Loaded before a child's own code (node --import): if the process that started it is killed outright, the channel between them
 * breaks and the child ends in order, instead of publishing on with nobody watching.
 */
process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
process.channel?.unref();
