const filtersOf = flag => (flag.definition.conditions?.client_filters ?? []).map(filter => filter.name.split('.').pop());

function evaluatedCell(evaluated) {
  return el('td', {}, ...(evaluated.length === 0 ? ['never'] : evaluated.map(by =>
    el('div', { title: `found defined: ${by.origin}` }, `${by.service} ${new Date(by.at).toLocaleString()}`))));
}

// Switched only as it is shown: who was faster is not overwritten.
function switchButton(flag) {
  const [label, becomes] = flag.enabled ? ['Switch off', 'off for everybody'] : ['Switch on', 'on for whom its definition names'];
  return handButton(label, `/api/flags/${encodeURIComponent(flag.id)}`, `Flag ${flag.id} becomes ${becomes}, in every instance.`,
    { enabled: !flag.enabled }, { method: 'PATCH', says: 'why', headers: { 'If-Match': flag.eTag } });
}

function flagRow(flag, unused) {
  const broken = flag.eTag === '"invalid"', filters = filtersOf(flag);
  const state = broken ? 'not valid' : !flag.enabled ? 'off' : filters.length ? `on by ${filters.join(', ')}` : 'on';
  return el('tr', {},
    el('td', {}, el('code', {}, flag.id), unused && !broken ? el('div', { class: 'busy' }, 'unused for 30 days') : undefined),
    el('td', { class: broken ? 'bad' : flag.enabled ? 'good' : '' }, state),
    el('td', {}, broken ? '' : new Date(flag.enabledSince ?? flag.changedAt).toLocaleString()),
    el('td', {}, flag.by),
    el('td', { class: 'message', title: flag.why }, el('span', {}, flag.why)),
    evaluatedCell(flag.evaluated),
    el('td', {}, broken ? '' : switchButton(flag)));
}

function undefinedRow(flag) {
  return el('tr', {},
    el('td', {}, el('code', {}, flag.id)),
    el('td', { class: 'busy' }, 'not defined'),
    el('td'), el('td'), el('td', { class: 'message' }, 'services evaluate it by their own defaults'),
    evaluatedCell(flag.evaluated), el('td'));
}

function showFlags(list) {
  byId('flags-away').hidden = !list.away;
  byId('flags-away').textContent = list.away ? `Not up to date: ${list.away}` : '';
  if (list.away) return;
  const rows = [
    ...list.flags.map(flag => flagRow(flag, list.unused.includes(flag.id))),
    ...list.undefined.map(undefinedRow)];
  byId('flags').replaceChildren(...(rows.length ? rows : [el('tr', {}, el('td', { colspan: 7 }, 'none is defined, none is evaluated'))]));
}

// What runs is shown also while the flags cannot be.
async function askFlags() {
  try {
    return await json('/api/flags');
  } catch (error) {
    if (error instanceof Refused) throw error;
    return { away: error.message };
  }
}
