function judgedView(rollout) {
  const lines = [];
  if (rollout?.analysis)
    lines.push(el('p', { class: `said ${verdictTone(rollout.analysis.verdict)}`, title: rollout.analysis.message },
      `Analysis ${rollout.analysis.verdict.toLowerCase()}: ${rollout.analysis.message}`));
  if (rollout?.steps && rollout.promotion?.state !== 'Promoted')
    lines.push(el('p', { class: 'said' },
      `Step ${rollout.steps.step}: ${Math.round(100 * rollout.steps.weight)} % of the instances, ${rollout.steps.instances} of them`));
  if (rollout?.promotion?.message)
    lines.push(el('p', { class: 'said', title: rollout.promotion.message }, `Promotion: ${short(rollout.promotion.message)}`));
  return lines;
}

function trackView(track) {
  const rollout = track.rollout;
  const rows = track.instances.map(instance => el('tr', { title: instance.message ?? '' },
    el('td', {}, el('code', {}, instance.name)),
    el('td', { class: instance.ready ? 'good' : 'bad' }, instance.ready ? 'ready' : instance.state),
    el('td', {}, `${instance.restarts}`),
    el('td', {}, el('code', {}, short(instance.image).split('@')[1]))));
  return el('div', { class: `track ${track.track}` },
    el('h3', {}, `${track.track} · ${track.ready} of ${track.wanted} ready`),
    el('p', {}, track.image ? el('code', {}, short(track.image)) : `nothing yet: waits for a push to ${track.follows}`),
    rollout ? el('p', { class: `said ${tone(rollout.phase)}`, title: rollout.message }, `${rollout.phase}: ${short(rollout.message)}`) : undefined,
    ...judgedView(rollout),
    track.paused ? el('p', { class: 'busy' }, `Paused by ${track.paused.by}: ${track.paused.why ?? ''}`) : undefined,
    track.waiting ? el('p', { class: 'busy' }, `A request waits: ${short(track.waiting)}`) : undefined,
    handsView(track),
    rows.length ? el('table', {},
      el('thead', {}, el('tr', {}, ...['Instance', 'State', 'Restarts', 'Digest'].map(name => el('th', {}, name)))),
      el('tbody', {}, ...rows)) : undefined);
}

function serviceView(name, tracks) {
  const bar = el('div', { class: 'share', role: 'img', 'aria-label': 'Share of the traffic: ' +
    tracks.map(track => `${track.track} ${Math.round(track.share * 100)} %`).join(', ') });
  for (const track of tracks.filter(track => track.share > 0)) {
    const part = el('div', { class: track.track }, `${track.track} ${Math.round(track.share * 100)} %`);
    part.style.width = `${track.share * 100}%`;
    part.style.background = 'var(--tint, var(--dim))';
    bar.append(part);
  }
  return el('section', {}, el('h2', {}, name), bar, el('div', { class: 'tracks' }, ...tracks.map(trackView)));
}
