// The live hall: listens to the meeting's stream (docs/stream.md) and puts what it says into the page.
// It adds lines to the transcript and draws panels anew; a form that somebody is filling in is never touched.
(() => {
  const hall = document.querySelector("[data-hall]");
  if (!hall) return;
  const part = (name, within = hall) => within.querySelector(`[data-${name}]`);
  const list = part("said"), mould = part("mould"), banner = part("reconnect"), all = hall.dataset.all !== undefined;
  const BEAT = 40000; // two heartbeats and a half without a word: the line is dead
  const OPENS = 8000; // a handshake that takes longer will not come about
  const POLL = 5000, ONCE = 1000, LONGEST = 3000, SPREAD = 15000, STEPS = 4;
  let last = Number(hall.dataset.head), panels = null, watching = 1;
  let socket = null, tries = 0, silence, again, polls, drawing, asking = false, spoken = false, behind = false;

  const hello = () => {
    if (asking || socket?.readyState !== 1) return; // one question at a time
    asking = true;
    socket.send(JSON.stringify({ type: "hello", last_seq: last }));
  };

  const statement = (data) => {
    if (!list || data.removed) return;
    part("none")?.remove();
    let line = document.getElementById(`said-${data.statement}`);
    if (!line) {
      line = mould.content.firstElementChild.cloneNode(true);
      line.id = `said-${data.statement}`;
      const later = [...list.children].find((each) => Number(each.id.slice(5)) < data.statement);
      list.insertBefore(line, later || null);
    }
    part("at", line).textContent = data.said_at.slice(11, 16);
    part("by", line).textContent = data.by;
    part("stance", line).textContent = data.stance_words;
    part("text", line).textContent = data.text;
    part("corrected", line).hidden = data.version < 2;
  };

  // The time of whoever has the floor; drawn anew it goes on where it was, unless the server's differs by more than it is kept.
  // On the phone, whose page may be kept for a while, it runs by the site's clock, which is said beside what is kept.
  let until = 0, ahead = 0;
  const minutes = (left) => `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  const set = (page) => { ahead = Date.parse(page.querySelector("[data-now]")?.dataset.now) - Date.now() || 0; };
  const tick = () => {
    for (const each of hall.querySelectorAll("[data-until]")) {
      const left = Math.ceil((Date.parse(each.dataset.until) - Date.now() - ahead) / 1000);
      each.textContent = left > 0 ? minutes(left) : each.dataset.over;
    }
    const timer = part("timer");
    if (!timer?.dataset.left) return;
    if (!timer.dataset.begun) {
      const fresh = performance.now() + Number(timer.dataset.left) * 1000;
      if (Math.abs(fresh - until) > 6000) until = fresh;
      timer.dataset.begun = "yes";
    }
    const left = Math.ceil((until - performance.now()) / 1000);
    timer.querySelector("b").textContent = left > 0 ? minutes(left) : timer.dataset.over;
    timer.parentElement.classList.toggle("over", left <= 0);
  };
  set(document);
  setInterval(tick, 500);

  // A form in which somebody has typed or chosen anything, wherever the focus is now.
  const changed = (field) => {
    if (field.type === "hidden") return false;
    if (field.options) return field.selectedIndex !== Math.max(0, [...field.options].findIndex((each) => each.defaultSelected));
    return field.checked !== field.defaultChecked || field.value !== field.defaultValue;
  };
  const filled = (old) => old.querySelector("form")
    && (old.contains(document.activeElement) || [...old.querySelectorAll("input, select, textarea")].some(changed));

  // On the wall nothing is cut: what does not fit gets smaller, step by step.
  const fit = () => {
    const box = part("fit");
    if (!box) return;
    delete box.dataset.step;
    for (let step = 1; step <= STEPS && box.scrollHeight > box.clientHeight; step += 1) box.dataset.step = step;
  };

  const draw = async () => {
    drawing = 0;
    let page;
    try {
      const answer = await fetch(`${location.pathname}?panels`);
      if (answer.status >= 500) throw answer;
      if (!answer.ok) return;
      page = new DOMParser().parseFromString(await answer.text(), "text/html");
      set(page);
    } catch { drawing ||= setTimeout(draw, POLL * (1 + Math.random())); return; } // what it shows may be old
    for (const fresh of page.querySelectorAll("[data-panel]")) {
      const old = hall.querySelector(`[data-panel="${fresh.dataset.panel}"]`);
      if (!old || old.innerHTML === fresh.innerHTML) continue;
      if (filled(old)) continue;
      if (old.querySelector(":active")) { redraw(); continue; } // what is being pressed stays under the finger
      const open = [...old.querySelectorAll("details")].map((each) => each.open);
      old.replaceChildren(...fresh.childNodes);
      old.querySelectorAll("details").forEach((each, n) => { each.open = open[n] ?? each.open; });
    }
    fit();
  };
  // At most once a second; where many watch they do not all ask at once.
  const redraw = () => { drawing ||= setTimeout(draw, ONCE + Math.random() * (all ? 0 : Math.min(SPREAD, watching * 10))); };

  const figures = (message) => {
    watching = message.watching;
    const count = part("watching");
    if (count) { count.hidden = false; count.querySelector("b").textContent = watching; }
    if (panels !== null && panels !== message.panels) redraw();
    panels = message.panels;
  };

  // Whoever lets comments through need not be of those whom the stream tells of them.
  const reviews = () => hall.querySelector('[data-panel="review"]')?.firstElementChild;

  const event = (message) => {
    if (message.seq <= last) return;
    if (message.seq > last + 1) { hello(); return; }
    last = message.seq;
    if (message.data?.statement) statement(message.data);
    if (all || message.panels?.length || message.data?.statement || (message.type === "other" && reviews())) redraw();
  };

  const heard = {
    hello: (message) => { tries = 0; asking = false; spoken = true; banner.hidden = true; stopPolling(); figures(message); },
    heartbeat: (message) => {
      if (message.head < last && behind) { location.reload(); return; } // the site stands on an earlier file now
      behind = message.head < last;
      figures(message); if (message.head > last) hello(); if (all) redraw();
    },
    panels: (message) => { panels = message.panels; redraw(); },
    resync: () => { asking = false; hello(); },
  };

  const poll = async () => {
    polls = 0;
    let soon = false;
    try {
      const answer = await fetch(`${hall.dataset.feed}?after=${last}`);
      if (answer.ok) {
        const found = await answer.json();
        found.events.forEach(event);
        soon = found.more;
        if (!spoken) banner.hidden = true;
      }
    } catch { banner.hidden = false; }
    if (socket?.readyState !== 1) polls ||= setTimeout(poll, soon ? 0 : POLL * (1 + Math.random()));
  };
  const stopPolling = () => { clearTimeout(polls); polls = 0; };

  const listen = (patience = BEAT) => {
    clearTimeout(silence);
    silence = setTimeout(() => socket?.close(), patience);
  };
  const connect = () => {
    clearTimeout(again);
    if (socket && socket.readyState < 2) return;
    const address = new URL(hall.dataset.socket, location.href);
    address.protocol = address.protocol.replace("http", "ws");
    try { socket = new WebSocket(address); } catch { poll(); return; }
    listen(OPENS);
    socket.onopen = () => { listen(); asking = false; hello(); };
    socket.onmessage = (frame) => {
      listen();
      const message = JSON.parse(frame.data);
      if (message.seq) event(message); else heard[message.type]?.(message);
    };
    socket.onclose = (end) => {
      clearTimeout(silence);
      if (end.code === 4403) { location.reload(); return; }
      tries += 1;
      if (spoken) banner.hidden = false;
      if (tries >= 2 || !spoken) polls ||= setTimeout(poll, 0);
      const restart = end.code === 4012 && Number(end.reason);
      again = setTimeout(connect, restart || Math.min(LONGEST, ONCE * 2 ** tries) * (0.5 + Math.random()));
    };
  };

  const reload = part("reload");
  if (reload) reload.hidden = true;
  if (all) setInterval(() => { if (part("turns")) redraw(); }, POLL); // the wall turns its pages by itself
  fit();
  document.fonts.ready.then(fit);
  addEventListener("resize", fit);
  addEventListener("online", connect);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) connect(); });
  connect();
})();
