// Reads TypeScript, one JSON object `{path: text}` a line, and tells of each file what the compiler makes of it:
// `{path: {shape, wrong, orders, used}}`, a line for a line. The shape is one text a statement: kinds of nodes, without what
// names and literals say; the tags of comments and the links in them; nothing else of a comment. Wrong is what makes it
// no TypeScript; orders are comments that a tool obeys; used are the functions it calls and the modules it imports.

import { createInterface } from "node:readline";
import ts from "typescript";

const { SyntaxKind: Kind } = ts;
const NAMES = new Set([Kind.Identifier, Kind.PrivateIdentifier]);
const TEXTS = new Set([Kind.StringLiteral, Kind.NoSubstitutionTemplateLiteral]);
const KINDS = new Map(Object.entries(Kind).map(([name, kind]) => [kind, name]));

/** Return a node without what its names and literals say. */
function bare(node) {
  if (NAMES.has(node.kind) || isKey(node)) {
    return "_";
  }
  if (TEXTS.has(node.kind) || isTextWithArguments(node)) {
    return '""';
  }
  if (ts.isPropertyAssignment(node) && node.name.text === "parts" && isMessage(node.parent)) {
    return "parts";
  }
  // What stands above a statement is told by itself: which statement is the first is a matter of names.
  const inner = ts.isSourceFile(node.parent) ? [] : (node.jsDoc ?? []).map(documented);
  ts.forEachChild(node, (child) => {
    inner.push(bare(child));
  });
  const said = ts.isLiteralExpression(node) ? ` ${node.getText()}` : "";
  return `${KINDS.get(node.kind)}${said}(${inner.join()})${marks(node)}`;
}

/** Whether the name of a member is a bare word or a text is a matter of its letters. */
function isKey(node) {
  const text = ts.isComputedPropertyName(node) ? node.expression : node;
  return node.parent?.name === node && TEXTS.has(text.kind);
}

/** Texts and names joined by `+`, with nothing that is worked out, are a text. */
function isTextWithArguments(node) {
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== Kind.PlusToken) {
    return false;
  }
  const isPart = (one) => NAMES.has(one.kind) || TEXTS.has(one.kind) || isTextWithArguments(one);
  return isPart(node.left) && isPart(node.right);
}

/** A documented text of a failure is cut at its placeholders, which are for its author to write. */
function isMessage(node) {
  const names = node.properties.map((one) => one.name?.text);
  const list = node.properties.find((one) => one.name?.text === "parts")?.initializer;
  return names.join() === "status,reason,parts" && list.elements.every(isPiece);
}

function isPiece(node) {
  const plain = (one) => ts.isPropertyAssignment(one) && TEXTS.has(one.initializer.kind);
  return TEXTS.has(node.kind) || (ts.isObjectLiteralExpression(node) && node.properties.every(plain));
}

/** Return what no child of a node tells. */
function marks(node) {
  const operator = node.operator === undefined ? "" : ts.tokenToString(node.operator);
  return `${operator}${node.isTypeOnly ? " type" : ""}${node.flags & ts.NodeFlags.BlockScoped || ""}`;
}

/** Return the tags of a comment in order, and the links in it. */
function documented(comment) {
  const links = (text) => (Array.isArray(text) ? text.filter((one) => one.kind !== Kind.JSDocText).length : 0);
  const tags = (comment.tags ?? []).map((tag) => `@${tag.tagName.text}${"!".repeat(links(tag.comment))}`);
  return `doc${"!".repeat(links(comment.comment))}[${tags.join()}]`;
}

/** Return a module that is imported: of what a description names only how far away it is. */
function imported(node) {
  const text = node.moduleSpecifier?.text;
  return text === undefined ? "" : text.replace(/(models|resources|\.)\/(?!index)[a-z0-9_-]+\.js$/, "$1/*.js");
}

/** Return every comment of a file, wherever it stands. */
function comments(file) {
  const found = new Map();
  const look = (node) => {
    const around = [ts.getLeadingCommentRanges(file.text, node.pos), ts.getTrailingCommentRanges(file.text, node.end)];
    for (const { pos, end } of around.flatMap((ranges) => ranges ?? [])) {
      found.set(pos, file.text.slice(pos, end));
    }
    node.getChildren(file).filter((child) => !ts.isJSDoc(child)).forEach(look);
  };
  look(file);
  return [...found.values()];
}

// What tools take for an order, where no sign stands before it.
const ORDERS = [
  /^\/\/\//,
  /^\/[/*]\s*(?:eslint|global|exported|prettier-ignore|istanbul|c8|v8|biome|deno-|@|#)/m,
  /^\/[/*][#@!]/,
  /(?<![\\A-Za-z0-9])@(?:ts-|jsx|format|prettier|flow)/,
];

/** Return what a file calls and imports. */
function used(file) {
  const found = new Set();
  const look = (node) => {
    const called = ts.isCallLikeExpression(node) ? (node.expression ?? node.tag) : node.moduleSpecifier;
    if (called !== undefined) {
      found.add(called.getText());
    }
    ts.forEachChild(node, look);
  };
  look(file);
  return [...found].sort();
}

/** Return the shape of a file, and what is wrong with it. */
function read(path, text) {
  const options = { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseAll };
  const file = ts.createSourceFile(path, text, options, true, ts.ScriptKind.TS);
  const wrong = file.parseDiagnostics.map((one) => `${one.start}: ${ts.flattenDiagnosticMessageText(one.messageText, " ")}`);
  const lists = ["referencedFiles", "typeReferenceDirectives", "libReferenceDirectives", "amdDependencies"];
  const orders = lists.filter((name) => file[name].length > 0);
  orders.push(...(file.commentDirectives ?? []).map((one) => text.slice(one.range.pos, one.range.end)));
  orders.push(...(file.checkJsDirective ? ["ts-check"] : []));
  orders.push(...comments(file).filter((comment) => ORDERS.some((order) => order.test(comment))));
  const shape = file.statements.map((one) => `${bare(one)} ${imported(one)}`);
  const above = [...file.statements, file.endOfFileToken].flatMap((one) => (one.jsDoc ?? []).map(documented));
  return { shape: [...shape, ...above].sort(), wrong, orders, used: used(file) };
}

for await (const line of createInterface({ input: process.stdin })) {
  const files = Object.entries(JSON.parse(line));
  console.log(JSON.stringify(Object.fromEntries(files.map(([path, text]) => [path, read(path, text)]))));
}
