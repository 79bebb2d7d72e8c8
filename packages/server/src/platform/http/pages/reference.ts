import type { OpenAPI } from '@orpc/openapi';
import { html, raw } from 'hono/html';

/** The API on one page, made from the OpenAPI document: no script, readable without style. */
export function referencePage(document: OpenAPI.Document): string {
  const groups = Map.groupBy(operationsOf(document), (operation) => operation.tag);
  const body = [...groups].map(([tag, operations]) => section(tag, operations));
  return String(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Regulars API</title>
<style>${raw(style)}</style>
</head>
<body>
<header>
<h1>Regulars API</h1>
<p>${document.info.description ?? ''}</p>
<p>The same for programs: <a href="/api/openapi.json">openapi.json</a> (OpenAPI 3.1). A request carries a key, <code>Authorization: Bearer rgl_…</code>, made by <code>regulars keys create --organization SLUG</code>, or comes from a signed-in browser.</p>
<nav aria-label="Sections"><ul>${[...groups.keys()].map((tag) => html`<li><a href="#${anchor(tag)}">${tag}</a></li>`)}</ul></nav>
</header>
<main>${body}</main>
</body>
</html>`);
}

interface Operation {
  method: string;
  path: string;
  tag: string;
  operation: OpenAPI.OperationObject;
}

function operationsOf(document: OpenAPI.Document): Operation[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item ?? {}).map(([method, operation]) => {
      const described = operation as OpenAPI.OperationObject; // our document has nothing but operations under a path
      return { method: method.toUpperCase(), path, tag: described.tags?.[0] ?? 'Other', operation: described };
    }),
  );
}

function section(tag: string, operations: readonly Operation[]) {
  return html`<section aria-labelledby="${anchor(tag)}"><h2 id="${anchor(tag)}">${tag}</h2>${operations.map(article)}</section>`;
}

function article({ method, path, operation }: Operation) {
  const parameters = (operation.parameters ?? []).filter((parameter) => 'name' in parameter);
  return html`<article>
<h3><code><b>${method}</b> ${path}</code></h3>
<p>${operation.summary ?? ''}</p>
<p>${operation.description ?? ''}</p>
${parameters.length > 0 ? table(parameters) : ''}
${shape('Body', operation.requestBody && 'content' in operation.requestBody ? operation.requestBody.content : undefined)}
${shape('Answer', answerOf(operation))}
</article>`;
}

function table(parameters: readonly OpenAPI.ParameterObject[]) {
  const rows = parameters.map(
    ({ name, in: place, required, schema, description }) =>
      html`<tr><th scope="row"><code>${name}</code></th><td>${place}</td><td>${required ? 'yes' : 'no'}</td><td>${description ?? ''} <code>${JSON.stringify(schema ?? {})}</code></td></tr>`,
  );
  return html`<div class="wide" role="region" tabindex="0" aria-label="Parameters"><table><caption>Parameters</caption><thead><tr><th scope="col">Name</th><th scope="col">In</th><th scope="col">Required</th><th scope="col">Value</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

function shape(title: string, content: OpenAPI.ResponseObject['content']) {
  if (!content) return '';
  return Object.entries(content).map(
    ([type, { schema }]) =>
      html`<details><summary>${title}: <code>${type}</code></summary><pre tabindex="0">${JSON.stringify(schema ?? {}, null, 2)}</pre></details>`,
  );
}

function answerOf(operation: OpenAPI.OperationObject): OpenAPI.ResponseObject['content'] {
  const [answer] = Object.entries(operation.responses ?? {})
    .filter(([status]) => status.startsWith('2'))
    .map(([, response]) => response);
  return answer && 'content' in answer ? answer.content : undefined;
}

function anchor(tag: string): string {
  return tag.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 0 auto; padding: 1rem; }
code, pre { font-family: ui-monospace, monospace; font-size: 0.9em; }
nav ul { display: flex; flex-wrap: wrap; gap: 1rem; list-style: none; padding: 0; }
article { border-top: 1px solid GrayText; padding: 0.5rem 0 1rem; }
h3 { overflow-wrap: anywhere; font-weight: normal; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; text-align: left; }
caption { text-align: left; font-weight: bold; }
th, td { padding: 0.25rem 0.75rem 0.25rem 0; vertical-align: top; }
pre { overflow: auto; max-height: 30rem; }
`;
