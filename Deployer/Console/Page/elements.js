const byId = id => document.getElementById(id);
// Everything from outside goes in as text, never as markup.
function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children.filter(child => child !== undefined));
  return node;
}
const short = image => image?.replace(/(sha256:[0-9a-f]{12})[0-9a-f]+/, '$1');
const time = text => new Date(text).toLocaleTimeString();
const tone = phase => ({ Succeeded: 'good', RolledBack: 'bad', Failed: 'bad', Superseded: '' })[phase] ?? 'busy';

const verdictTone = verdict => ({ Successful: 'good', Failed: 'bad' })[verdict] ?? 'busy';
