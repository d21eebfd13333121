// What the TypeScript compiler says of programs that use packages: all of them in one run.
//
// In, as JSON on standard input: `files` by path, the folder of the `runtime` that all packages share, and the
// `programs` to look at. Out, as JSON: of each program its errors, as [line, code, message].
//
// A file that a package of /packages does not have is taken from the runtime, where everything is read once.
"use strict";
const path = require("node:path");
const ts = require(process.argv[2]);

const given = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
const files = new Map(Object.entries(given.files));
const options = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  types: [],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noEmit: true,
  skipLibCheck: true,
};
const plain = ts.createCompilerHost(options);
const found = (from, name) => {
  const wanted = path.join(path.dirname(from), name).replace(/\.js$/, ".ts");
  if (files.has(wanted)) return wanted;
  const shared = wanted.replace(/^\/packages\/[^/]+\/src/, given.runtime);
  return files.has(shared) ? shared : undefined;
};
const host = {
  ...plain,
  fileExists: (name) => files.has(name) || plain.fileExists(name),
  readFile: (name) => files.get(name) ?? plain.readFile(name),
  getSourceFile: (name, wanted) =>
    files.has(name) ? ts.createSourceFile(name, files.get(name), wanted) : plain.getSourceFile(name, wanted),
  getCurrentDirectory: () => "/",
  resolveModuleNameLiterals: (literals, from) =>
    literals.map(({ text }) => {
      const name = found(from, text);
      return { resolvedModule: name && { resolvedFileName: name, extension: ".ts", isExternalLibraryImport: false } };
    }),
};
const program = ts.createProgram({ rootNames: given.programs, options, host });
const said = {};
for (const name of given.programs) {
  const file = program.getSourceFile(name);
  said[name] = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map((one) => [
    file.getLineAndCharacterOfPosition(one.start).line,
    one.code,
    ts.flattenDiagnosticMessageText(one.messageText, " "),
  ]);
}
process.stdout.write(JSON.stringify(said));
