// Adds to pages that are complete without it: theme, sorting, filtering, links to copy, tooltips.
(function () {
  "use strict";

  var root = document.documentElement;

  function recall() {
    try { return localStorage.getItem("masa-theme"); } catch (error) { return null; }
  }

  function remember(theme) {
    try { localStorage.setItem("masa-theme", theme); } catch (error) { /* Private windows may forbid it. */ }
  }

  function setTheme(theme) {
    if (theme === "light" || theme === "dark") root.setAttribute("data-theme", theme);
    else root.removeAttribute("data-theme");
  }

  // At once, before the page is drawn.
  setTheme(recall());

  // Where the other assets lie; nowhere, where the whole report is one file.
  var own = document.currentScript && document.currentScript.src;

  function all(selector, within) {
    return Array.prototype.slice.call((within || document).querySelectorAll(selector));
  }

  function make(tag, className, text) {
    var element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  }

  // A word of the page that an element stands on.
  function word(element, name) {
    var page = element.closest("[" + name + "]");
    return page ? page.getAttribute(name) : "";
  }

  function isRightToLeft(element) { return element.closest("[dir]").dir === "rtl"; }

  function themes() {
    var buttons = all("[data-set-theme]");
    function show() {
      var now = root.getAttribute("data-theme") || "auto";
      buttons.forEach(function (button) {
        button.setAttribute("aria-pressed", String(button.getAttribute("data-set-theme") === now));
      });
    }
    buttons.forEach(function (button) {
      button.addEventListener("click", function () {
        var theme = button.getAttribute("data-set-theme");
        setTheme(theme);
        remember(theme);
        show();
      });
    });
    all("[data-print]").forEach(function (button) {
      button.addEventListener("click", function () { window.print(); });
    });
    all(".controls").forEach(function (controls) { controls.hidden = false; });
    show();
  }

  // The other language opens at the same place. Where the whole report is one file, places begin with their page's name.
  function keepPlace() {
    var links = all(".edition .language").map(function (link) {
      var leaf = link.closest(".leaf");
      return { link: link, address: link.getAttribute("href"), page: leaf ? "#" + leaf.id : "" };
    });
    function update() {
      links.forEach(function (entry) {
        var isHere = (location.hash + ".").indexOf(entry.page + ".") === 0;
        var place = !entry.page || isHere ? location.hash.slice(entry.page.length) : "";
        entry.link.setAttribute("href", entry.address + place);
      });
    }
    window.addEventListener("hashchange", update);
    update();
  }

  // A link into a closed table or part of the page opens it, and all that it stands in.
  function openTarget() {
    var id = decodeURIComponent(location.hash.slice(1));
    var target = id && document.getElementById(id);
    if (!target) return;
    var closed = all(".folded > details:not([open])", target.parentNode).filter(function (details) {
      return details.parentNode === target;
    });
    for (var inside = target.closest("details"); inside; inside = inside.parentNode.closest("details")) {
      if (!inside.open) closed.push(inside);
    }
    closed.forEach(function (details) { details.open = true; });
    if (closed.length > 0) target.scrollIntoView();
  }

  function sortable(table) {
    var head = table.tHead && table.tHead.rows[0];
    var body = table.tBodies[0];
    if (!head || !body || body.rows.length < 3) return;
    var original = all("tr", body);
    Array.prototype.forEach.call(head.cells, function (cell, column) {
      var button = make("button", "sort");
      button.type = "button";
      button.title = word(table, "data-sort");
      while (cell.firstChild) button.appendChild(cell.firstChild);
      cell.appendChild(button);
      button.addEventListener("click", function () {
        var isNumber = cell.classList.contains("number");
        var before = cell.getAttribute("aria-sort");
        var first = isNumber ? "descending" : "ascending";
        var next = before === null ? first : before === first
          ? (first === "ascending" ? "descending" : "ascending") : null;
        Array.prototype.forEach.call(head.cells, function (other) { other.removeAttribute("aria-sort"); });
        if (next) cell.setAttribute("aria-sort", next);
        var sign = next === "descending" ? -1 : 1;
        var rows = original.filter(function (row) { return !row.classList.contains("total"); });
        if (next) rows = rows.map(function (row, index) {
          var item = row.cells[column];
          var text = item ? item.textContent : "";
          var value = item && item.getAttribute("data-value");
          // A whole number may stand for itself.
          if (value === null && /^[0-9,]+$/.test(text)) value = text.replace(/,/g, "");
          return { row: row, index: index, text: text, value: value === null ? NaN : Number(value) };
        }).sort(function (a, b) {
          var order;
          if (isNumber) {
            // What has no value stands last either way.
            if (isNaN(a.value) || isNaN(b.value)) return isNaN(a.value) - isNaN(b.value) || a.index - b.index;
            order = a.value - b.value;
          } else order = a.text.localeCompare(b.text, word(table, "lang"));
          return sign * order || a.index - b.index;
        }).map(function (entry) { return entry.row; });
        // Without sorting everything returns to its place; with it, sums stay at the end.
        (next ? rows.concat(original.filter(function (row) { return row.classList.contains("total"); })) : original)
          .forEach(function (row) { body.appendChild(row); });
      });
    });
  }

  // A field under the name of a long table.
  function filterable(table) {
    var items = table.tBodies[0] ? all("tr:not(.total)", table.tBodies[0]) : [];
    if (items.length <= 20) return;
    var frame = table.parentNode;
    var label = word(table, "data-filter");
    var field = make("input", "filter");
    field.type = "search";
    field.placeholder = label;
    field.setAttribute("aria-label", label);
    var empty = make("p", "table-note", word(table, "data-no-results"));
    empty.hidden = true;
    empty.setAttribute("role", "status");
    if (table.caption) table.caption.appendChild(field); else frame.parentNode.insertBefore(field, frame);
    frame.parentNode.insertBefore(empty, frame.nextSibling);
    field.addEventListener("input", function () {
      var wanted = field.value.trim().toLowerCase();
      var shown = 0;
      items.forEach(function (item) {
        item.hidden = wanted !== "" && item.textContent.toLowerCase().indexOf(wanted) < 0;
        if (!item.hidden) shown += 1;
      });
      empty.hidden = shown > 0;
    });
  }

  // The titles of a map's lanes stay at the start while the map scrolls under them.
  function pinTitles() {
    all('.drawing [data-id="@titles"]').forEach(function (titles) {
      var frame = titles.closest(".drawing"), svg = titles.closest("svg");
      var home = titles.querySelector("rect").getAttribute("x") * 1;
      frame.addEventListener("scroll", function () {
        var scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
        // What lies before the drawing scrolls away first.
        var before = parseFloat(getComputedStyle(frame).paddingInlineStart) || 0;
        var way = Math.max(0, Math.abs(frame.scrollLeft) - before) / (scale || 1);
        titles.setAttribute("transform", "translate(" + (home > 0 ? -way : way) + " 0)");
        titles.classList.toggle("pinned", way > 0);
      });
    });
  }

  function copyLinks() {
    all("main :is(h2, h3)").forEach(function (heading) {
      var holder = heading.closest("[id]:not(h2, h3, main)");
      if (!holder) return;
      var button = make("button", "copy", word(heading, "data-copy"));
      button.type = "button";
      heading.appendChild(button);
      button.addEventListener("click", function () {
        var address = location.href.split("#")[0] + "#" + holder.id;
        function done() {
          button.textContent = word(heading, "data-copied");
          button.setAttribute("data-done", "");
          setTimeout(function () {
            button.textContent = word(heading, "data-copy");
            button.removeAttribute("data-done");
          }, 2000);
        }
        function byHand() { location.hash = holder.id; }
        if (navigator.clipboard && navigator.clipboard.writeText) navigator.clipboard.writeText(address).then(done, byHand);
        else byHand();
      });
    });
  }

  // A mark's <title> becomes a tooltip that also opens on focus and closes with Esc.
  function tooltips() {
    var tip = make("div", "tip");
    tip.id = "tip";
    tip.hidden = true;
    tip.setAttribute("role", "tooltip");
    document.body.appendChild(tip);
    var owner = null;

    function hide() {
      if (owner) owner.removeAttribute("aria-describedby");
      owner = null;
      tip.hidden = true;
    }

    function show(mark) {
      if (mark === owner) return;
      hide();
      owner = mark;
      tip.textContent = mark.getAttribute("data-tip");
      tip.dir = isRightToLeft(mark) ? "rtl" : "ltr";
      tip.hidden = false;
      mark.setAttribute("aria-describedby", "tip");
      place(mark);
    }

    function place(mark) {
      var box = mark.getBoundingClientRect();
      var size = tip.getBoundingClientRect();
      var left = Math.min(Math.max(8, box.left + box.width / 2 - size.width / 2), root.clientWidth - size.width - 8);
      var top = box.top - size.height - 8;
      if (top < 8) top = box.bottom + 8;
      tip.style.left = left + window.scrollX + "px";
      tip.style.top = top + window.scrollY + "px";
    }

    all(".drawing svg title").forEach(function (title) {
      var mark = title.parentNode;
      if (mark.tagName.toLowerCase() === "svg") return;
      mark.setAttribute("data-tip", title.textContent);
      if (!mark.hasAttribute("aria-label")) mark.setAttribute("aria-label", title.textContent);
      mark.removeChild(title);
    });
    // One stop per drawing for the Tab key; the arrow keys go on from mark to mark.
    all(".drawing svg").forEach(function (svg) {
      var marks = all("[data-tip]", svg);
      marks.forEach(function (mark, index) {
        mark.setAttribute("tabindex", index === 0 ? "0" : "-1");
        if (!mark.hasAttribute("role")) mark.setAttribute("role", "img");
      });
      svg.addEventListener("keydown", function (event) {
        var step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
        var place = marks.indexOf(document.activeElement);
        if (!step || place < 0) return;
        if (isRightToLeft(svg) && /Left|Right/.test(event.key)) step = -step;
        var next = marks[place + step];
        if (!next) return;
        event.preventDefault();
        marks[place].setAttribute("tabindex", "-1");
        next.setAttribute("tabindex", "0");
        next.focus();
      });
    });
    function markOf(event) { return event.target.closest ? event.target.closest("[data-tip]") : null; }
    document.addEventListener("mouseover", function (event) {
      var mark = markOf(event);
      if (mark) show(mark); else if (owner && owner !== document.activeElement) hide();
    });
    document.addEventListener("focusin", function (event) {
      var mark = markOf(event);
      if (mark) show(mark); else hide();
    });
    document.addEventListener("keydown", function (event) { if (event.key === "Escape") hide(); });
    // Focus itself may scroll a drawing: the tooltip then goes along.
    document.addEventListener("scroll", function () {
      if (owner && owner === document.activeElement) place(owner); else hide();
    }, true);
  }

  // Searching: words as they are looked for, without niqqud and accents, with one form of each letter.
  function folded(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7]/g, "").toLowerCase()
      .replace(/[\u05da\u05dd\u05df\u05e3\u05e5]/g, function (letter) {
        return String.fromCharCode(letter.charCodeAt(0) + 1);
      })
      .replace(/["'\u05f3\u05f4\u2018-\u201f]/g, "").replace(/(\d),(?=\d)/g, "$1").split(/[^\p{L}\p{N}.,%]+/u)
      .map(function (word) { return word.replace(/^[.,]+|[.,]+$/g, ""); }).filter(Boolean);
  }

  // A Hebrew word, and what is left of it without letters that are written in front: "in the centre" is "centre" too.
  function bare(word) {
    var forms = [word];
    while (/^[\u05d5\u05d4\u05d1\u05db\u05dc\u05de\u05e9]/.test(word) && word.length > 3 && forms.length < 4) {
      word = word.slice(1);
      forms.push(word);
    }
    return forms;
  }

  // How well an entry fits: 0 not at all.
  function fit(entry, wanted) {
    var sum = 0;
    for (var i = 0; i < wanted.length; i += 1) {
      var forms = bare(wanted[i]), best = 0;
      if (wanted.length === 1 && entry.number && wanted[0] === String(entry.number)) best = 5;
      entry.words.forEach(function (word) {
        var others = bare(word);
        forms.forEach(function (form, far) {
          others.forEach(function (other, off) {
            if (other === form) best = Math.max(best, 4 - (far + off) / 4);
            else if (other.indexOf(form) === 0) best = Math.max(best, 3 - (far + off) / 4);
          });
        });
        if (wanted[i].length > 2 && word.indexOf(wanted[i]) > 0) best = Math.max(best, 1);
      });
      if (best === 0) return 0;
      sum += best;
    }
    // What has few words besides comes first, cards of touchpoints and pages before what stands on them.
    return sum / wanted.length + 1 / (1 + entry.words.length) + entry.weight;
  }

  // The same entries as in the index, from the pages that stand in this file.
  function entriesHere(language) {
    return all(".leaf").filter(function (leaf) { return leaf.lang === language; }).map(function (leaf) {
      var name = leaf.querySelector(".page-name"), headings = all("main :is(h1, h2, h3, dt)", leaf);
      return [name ? name.textContent : "", "#" + leaf.id, headings.map(function (heading) {
        var holder = heading.parentNode.closest("[id]"), item = heading.closest(".actions > li, .claims > li");
        var text = all("*", heading).concat(heading).reduce(function (text, node) {
          return node.className === "copy" ? text.replace(node.textContent, "") : text;
        }, heading.textContent);
        return [text.trim().replace(/\s+/g, " "), holder.closest("main > *") ? holder.id : "",
          item ? all(":scope > li", item.parentNode).indexOf(item) + 1 : 0];
      })];
    });
  }

  function prepared(index) {
    var entries = [];
    index.forEach(function (page) {
      var isOne = page[1].indexOf("groups-") >= 0, card = "";
      page[2].forEach(function (entry, place) {
        var isFile = page[1].charAt(0) !== "#";
        var address = isFile ? page[1] + (entry[1] && "#" + entry[1]) : entry[1] ? "#" + entry[1] : page[1];
        // A card, and not what stands in it.
        var isCard = entry[1].indexOf("touchpoint-") >= 0 && (!card || entry[1].indexOf(card + "-") !== 0);
        if (isCard) card = entry[1];
        entries.push({
          text: entry[0], page: page[0], address: address, number: entry[2],
          // A page is found by its name and by its headline.
          words: folded(place === 0 ? page[0] + " " + entry[0] : entry[0]),
          weight: (isCard ? 1 : place === 0 ? 0.5 : 0) - (isOne ? 1 : 0)
        });
      });
    });
    return entries;
  }

  function search() {
    var bars = all(".edition");
    if (!bars.length || !window.HTMLDialogElement) return;
    var dialog = make("dialog", "search"), field = make("input"), hint = make("p", "hint");
    var list = make("ul"), none = make("p", "none"), indexes = {}, language = "", shown = [], chosen = -1;
    field.type = "search";
    field.autocomplete = "off";
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-controls", "search-results");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-expanded", "false");
    hint.id = "search-hint";
    field.setAttribute("aria-describedby", hint.id);
    list.id = "search-results";
    list.setAttribute("role", "listbox");
    none.setAttribute("role", "status");
    [field, hint, list, none].forEach(function (part) { dialog.appendChild(part); });
    document.body.appendChild(dialog);

    function choose(place) {
      chosen = place;
      all("li", list).forEach(function (item, number) {
        item.setAttribute("aria-selected", String(number === place));
        if (number === place) item.scrollIntoView({ block: "nearest" });
      });
      if (place < 0) field.removeAttribute("aria-activedescendant");
      else field.setAttribute("aria-activedescendant", "search-result-" + place);
    }

    function go(address) {
      dialog.close();
      location.href = address;
    }

    function update() {
      var wanted = folded(field.value), entries = indexes[language];
      shown = !entries || !wanted.length ? [] : entries.map(function (entry, place) {
        return { entry: entry, place: place, fit: fit(entry, wanted) };
      }).filter(function (found) { return found.fit > 0; }).sort(function (a, b) {
        return b.fit - a.fit || a.place - b.place;
      }).slice(0, 12).map(function (found) { return found.entry; });
      list.textContent = "";
      shown.forEach(function (entry, place) {
        var item = make("li"), link = make("a", "", entry.text);
        item.id = "search-result-" + place;
        item.setAttribute("role", "option");
        link.href = entry.address;
        link.tabIndex = -1;
        link.addEventListener("click", function () { dialog.close(); });
        item.appendChild(link);
        item.appendChild(make("span", "", entry.page));
        list.appendChild(item);
      });
      field.setAttribute("aria-expanded", String(shown.length > 0));
      none.textContent = entries && wanted.length && !shown.length ? dialog.getAttribute("data-none") : "";
      choose(shown.length ? 0 : -1);
    }

    function load() {
      if (indexes[language]) return update();
      if (!own) {
        indexes[language] = prepared(entriesHere(language));
        return update();
      }
      var script = make("script"), asked = language;
      script.src = own.replace(/script\.js([?#].*)?$/, "search." + language + ".js");
      script.addEventListener("load", function () {
        indexes[asked] = prepared(window.masaIndex || []);
        update();
      });
      document.head.appendChild(script);
    }

    function open() {
      var bar = bars.filter(function (bar) { return bar.getClientRects().length; })[0] || bars[0];
      language = word(bar, "lang");
      dialog.lang = language;
      dialog.dir = word(bar, "dir");
      dialog.setAttribute("aria-label", word(bar, "data-search"));
      dialog.setAttribute("data-none", word(bar, "data-no-results"));
      field.placeholder = word(bar, "data-search");
      field.setAttribute("aria-label", word(bar, "data-search"));
      hint.textContent = word(bar, "data-search-hint");
      dialog.showModal();
      field.focus();
      field.select();
      load();
    }

    field.addEventListener("input", update);
    field.addEventListener("keydown", function (event) {
      var step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (event.key === "Enter" && shown[chosen]) {
        event.preventDefault();
        go(shown[chosen].address);
      } else if (step && shown.length) {
        event.preventDefault();
        choose((chosen + step + shown.length) % shown.length);
      } else if (event.key === "Escape") {
        // A field for searching would only be emptied.
        event.preventDefault();
        dialog.close();
      }
    });
    // Outside of what is written in it, a click closes it.
    dialog.addEventListener("click", function (event) { if (event.target === dialog) dialog.close(); });
    document.addEventListener("keydown", function (event) {
      var isTyping = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
      if (event.key !== "/" || isTyping || dialog.open || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      open();
    });
    function opener(place) {
      var button = make("button", "open-search", word(place, "data-search"));
      button.type = "button";
      button.setAttribute("aria-keyshortcuts", "/");
      button.addEventListener("click", open);
      return button;
    }
    bars.forEach(function (bar) { bar.insertBefore(opener(bar), bar.firstChild); });
    // On a telephone the head has no room for it: there it stands before the pages that are looked up.
    all("nav.pages .appendix").forEach(function (pages) {
      var item = make("li", "narrow");
      item.appendChild(opener(pages));
      pages.insertBefore(item, pages.firstChild);
    });
  }

  // Browsers that cannot open details by style for print.
  function printOpen() {
    var closed = [];
    window.addEventListener("beforeprint", function () {
      closed = all("details:not([open])");
      closed.forEach(function (details) { details.open = true; });
    });
    window.addEventListener("afterprint", function () {
      closed.forEach(function (details) { details.open = false; });
    });
  }

  // The current page's name, in a navigation that scrolls.
  function showCurrent() {
    all("nav.pages").forEach(function (bar) {
      var current = bar.querySelector("[aria-current]");
      if (!current || bar.scrollWidth <= bar.clientWidth) return;
      var place = current.getBoundingClientRect(), frame = bar.getBoundingClientRect();
      bar.scrollLeft += place.left + place.width / 2 - frame.left - frame.width / 2;
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    themes();
    keepPlace();
    search();
    window.addEventListener("hashchange", openTarget);
    openTarget();
    all("main table").forEach(function (table) {
      sortable(table);
      filterable(table);
    });
    pinTitles();
    copyLinks();
    tooltips();
    printOpen();
    showCurrent();
    window.addEventListener("hashchange", showCurrent);
  });
})();
