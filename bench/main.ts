// `npm run bench`: the seeds (or --articles PATH) beside MiniSearch as it comes; with --paragraphs 10000,100000 whole
// archives of those sizes beside several others (archive/main.ts).

const isArchive = process.argv.slice(2).some((argument) => /^--paragraphs(?:=|$)/u.test(argument))
await (isArchive ? import("./archive/main.js") : import("./small.js"))
