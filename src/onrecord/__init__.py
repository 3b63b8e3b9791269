"""onrecord: who said what, who did what to whom, and according to whom, with evidence."""

import os

__version__ = "0.1.0"

# Nothing leaves the machine. From 1.29 on, onnxruntime reports to its makers unless told not to at load time.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
