// Loaded before Azurite. Standard input is a pipe from the process that started it: when that
// process ends, however it ends, the pipe does too, and Azurite closes its files and follows.
process.stdin.resume();
process.stdin.on("close", () => {
  setTimeout(() => process.exit(0), 5000).unref();
  if (!process.emit("SIGTERM")) {
    process.exit(0);
  }
});
