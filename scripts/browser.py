"""Drives one headless Chromium over a pipe (DevTools protocol), with Python's standard library only."""

import base64
import itertools
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]


class BrowserError(Exception):
    """The browser could not start, ended, or refused a command."""


class Browser:
    """One browser process with one tab; use it in a `with` statement."""

    def __enter__(self):
        program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
        if program is None:
            raise BrowserError("no Chromium found; on Debian: apt-get install chromium")
        self.profile = tempfile.mkdtemp(prefix="masa-browser-")
        command_read, self.command = os.pipe()
        self.answer, answer_write = os.pipe()
        flags = [
            "--headless=new", "--remote-debugging-pipe", f"--user-data-dir={self.profile}", "--no-first-run",
            "--disable-gpu", "--disable-dev-shm-usage", "--disable-extensions", "--disable-background-networking",
            "--hide-scrollbars", "--force-color-profile=srgb", "--font-render-hinting=none", "--lang=en",
        ]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            flags.append("--no-sandbox")  # Chromium refuses its sandbox to root; the pages are our own.

        def connect():
            # The protocol wants commands on 3 and answers on 4; high copies first, so that neither overwrites the other.
            high_read, high_write = os.dup(command_read), os.dup(answer_write)
            for source, wanted in ((high_read, 3), (high_write, 4)):
                if source == wanted:
                    os.set_inheritable(wanted, True)
            spare_read = os.dup2(high_read, 98)
            spare_write = os.dup2(high_write, 99)
            os.dup2(spare_read, 3)
            os.dup2(spare_write, 4)

        self.process = subprocess.Popen(
            [program, *flags, "about:blank"], preexec_fn=connect, close_fds=False,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(command_read)
        os.close(answer_write)
        self.numbers = itertools.count(1)
        self.buffer = b""
        self.events = []
        self.session = None
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(domain + ".enable")
        return self

    def __exit__(self, *_):
        try:
            self.session = None
            self.call("Browser.close", timeout=5)
            self.process.wait(10)
        except (BrowserError, OSError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()
        os.close(self.command)
        os.close(self.answer)
        shutil.rmtree(self.profile, ignore_errors=True)

    def call(self, method, timeout=60, **params):
        """Sends one command and returns its result."""
        number = next(self.numbers)
        message = {"id": number, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.command, json.dumps(message).encode() + b"\0")
        deadline = time.monotonic() + timeout
        while True:
            message = self._receive(deadline, method)
            if message.get("id") == number:
                if "error" in message:
                    raise BrowserError(f"{method}: {message['error'].get('message')}")
                return message["result"]
            if "method" in message:
                self.events.append(message)

    def wait(self, event, timeout=60):
        """Waits until the event has been seen."""
        deadline = time.monotonic() + timeout
        while not any(message["method"] == event for message in self.events):
            message = self._receive(deadline, event)
            if "method" in message:
                self.events.append(message)

    def _receive(self, deadline, waiting_for):
        while b"\0" not in self.buffer:
            ready, _, _ = select.select([self.answer], [], [], max(0, deadline - time.monotonic()))
            if not ready:
                raise BrowserError(f"no answer from the browser: {waiting_for}")
            part = os.read(self.answer, 1 << 20)
            if not part:
                raise BrowserError(f"the browser ended: {waiting_for}")
            self.buffer += part
        line, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(line)

    def size(self, width, height=900):
        """Sets the window's inside size, in CSS pixels."""
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def theme(self, name):
        """Sets what the reader's system prefers: `light` or `dark`."""
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": name}])

    def medium(self, name):
        """Sets what the page is shown on: `screen` or `print`."""
        self.call("Emulation.setEmulatedMedia", media=name)

    def open(self, path):
        """Opens a local file, waits for its fonts, and returns what went to the console or failed to load."""
        self.events.clear()
        answer = self.call("Page.navigate", url="file://" + quote(str(Path(path).resolve())))
        if answer.get("errorText"):
            raise BrowserError(f"{path}: {answer['errorText']}")
        self.wait("Page.loadEventFired")
        self.run("document.fonts.ready.then(() => new Promise(done => requestAnimationFrame(() => done(1))))")
        return [problem for problem in map(describe, self.events) if problem]

    def run(self, script):
        """Runs JavaScript in the page, waits for a promise, and returns the value."""
        answer = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise BrowserError(json.dumps(answer["exceptionDetails"])[:600])
        return answer["result"].get("value")

    def key(self, name):
        """Presses a key of the keyboard."""
        codes = {"Enter": 13, "Escape": 27, "ArrowUp": 38, "ArrowDown": 40, "/": 191}
        press = {"key": name, "windowsVirtualKeyCode": codes[name]}
        text = {"text": name} if len(name) == 1 else {"text": "\r"} if name == "Enter" else {}
        self.call("Input.dispatchKeyEvent", type="keyDown", **press, **text)
        self.call("Input.dispatchKeyEvent", type="keyUp", **press)

    def settle(self, condition, timeout=10):
        """Waits until a condition of the page holds, or the time is over."""
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            try:
                if self.run(f"!!({condition})"):
                    return
            except BrowserError:
                pass  # The page is on its way to another.
            time.sleep(0.05)

    def picture(self, file):
        """Saves the whole page as PNG."""
        size = self.call("Page.getLayoutMetrics")["cssContentSize"]
        width = self.run("innerWidth")
        # Chromium shifts a page from the right that is no taller than its window when it is asked to look beyond.
        picture = self.call(
            "Page.captureScreenshot", format="png", captureBeyondViewport=size["height"] > self.run("innerHeight"),
            clip={"x": 0, "y": 0, "width": width, "height": min(size["height"], 16000), "scale": 1})
        Path(file).write_bytes(base64.b64decode(picture["data"]))

    def paper(self, file):
        """Saves the page as it prints."""
        sheet = self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        Path(file).write_bytes(base64.b64decode(sheet["data"]))


def describe(event):
    """What an event says went wrong, or None."""
    params = event.get("params", {})
    if event["method"] == "Runtime.exceptionThrown":
        details = params["exceptionDetails"]
        return details.get("exception", {}).get("description") or details.get("text")
    if event["method"] == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning", "assert"):
        return " ".join(str(item.get("value", item.get("description", ""))) for item in params["args"])
    if event["method"] == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
        return f"{params['entry']['text']} {params['entry'].get('url', '')}".strip()
    if event["method"] == "Network.loadingFailed" and not params.get("canceled"):
        return f"failed to load: {params.get('errorText')}"
    return None


def pages(site):
    """Every page of a report's folder, as (language, name, path); the first language's pages lie at its root."""
    site = Path(site)
    languages = json.loads((site / "report.json").read_text(encoding="utf-8")).get("languages") or [""]
    found = []
    for place, language in enumerate(languages):
        folder = site if place == 0 else site / language
        found += [(language, path.stem, path) for path in sorted(folder.glob("*.html"))]
    return found


def reports(arguments, root):
    """The folders given, or every report under `output/`; a folder of reports stands for all in it."""
    found = []
    for place in map(Path, arguments or [root / "output"]):
        if (place / "report.json").is_file():
            found.append(place)
        else:
            sites = [*place.glob("*/report.json"), *place.glob("*/*/report.json")]
            found += sorted(path.parent for path in sites)
    if not found:
        sys.exit("no report found; make one with: make report")
    return found
