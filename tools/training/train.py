"""Goes on training the LoRA adapter on a CPU until a given moment, the adapter in fp32, the frozen weights in bf16 where
the processor multiplies it faster (AVX512_BF16, AMX): own forward pass with the system prompt's keys and values computed
once a step, the frozen lower layers' output kept for later passes, and data files read again
every 10 steps, so that new examples join while it runs. Least-seen examples come first. SIGTERM saves and ends.
usage: train_fast.py --gguf base/base.gguf --adapter OLD.gguf --data A.jsonl:1,B.jsonl:0.2 --out DIR --until EPOCH_SECONDS"""

import argparse, json, math, os, random, signal, time, numpy as np, torch, gguf
import torch.nn.functional as F

ap = argparse.ArgumentParser()
for k, d in dict(
    gguf="",
    adapter="",
    data="",
    out="",
    until=0.0,
    first=12,
    lr=1e-4,
    bs=4,
    maxlen=900,
    seed=1,
    save=10,
    threads=2,
    warm=5,
    floor=0.05,
    decay=0.6,
).items():
    ap.add_argument("--" + k, type=type(d), default=d)
a = ap.parse_args()
T0 = time.time()
os.makedirs(a.out, exist_ok=True)
torch.set_num_threads(a.threads)
rng = random.Random(a.seed)
torch.manual_seed(a.seed)


def log(*x):
    m = f"[{time.time() - T0:7.1f}s] " + " ".join(map(str, x))
    print(m, flush=True)
    open(a.out + "/log.txt", "a").write(m + "\n")


from transformers import AutoModelForCausalLM, AutoTokenizer


def seconds(dtype):
    """Of a product of the model's size."""
    x, w = torch.ones(512, 1536, dtype=dtype), torch.ones(8960, 1536, dtype=dtype)
    F.linear(x, w)
    start = time.perf_counter()
    for _ in range(4):
        F.linear(x, w)
    return time.perf_counter() - start


wide = min(torch.float32, torch.bfloat16, key=seconds)
log("products in", wide)
d, f = os.path.split(a.gguf)
tok = AutoTokenizer.from_pretrained(d, gguf_file=f)
model = AutoModelForCausalLM.from_pretrained(d, gguf_file=f, dtype=torch.float32)
for p in model.parameters():
    p.requires_grad_(False)
cfg = model.config
H, KV = cfg.num_attention_heads, cfg.num_key_value_heads
D = cfg.hidden_size // H
eps = cfg.rms_norm_eps
MAP = {
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}
r = gguf.GGUFReader(a.adapter)
alpha = float(r.fields["adapter.lora.alpha"].parts[-1][0])
old = {t.name: torch.tensor(np.array(t.data, dtype=np.float32)) for t in r.tensors}
layers = model.model.layers
mods = {}
loras = {}
for L, layer in enumerate(layers):
    for g, h in MAP.items():
        A, B = old[f"blk.{L}.{g}.weight.lora_a"], old[f"blk.{L}.{g}.weight.lora_b"]
        rank = A.shape[0]
        par, name = h.split(".")
        mod = getattr(getattr(layer, par), name)
        mods[L, g] = mod
        if L < a.first:
            mod.weight.data += B @ A * (alpha / rank)
        if L >= a.first:
            loras[L, g] = (torch.nn.Parameter(A.clone()), torch.nn.Parameter(B.clone()))
        mod.to(wide)
params = [p for m in loras.values() for p in m]
head = torch.nn.Linear(1, 1, bias=False)
head.weight = torch.nn.Parameter(model.lm_head.weight.detach().to(wide), requires_grad=False)
opt = torch.optim.AdamW(params, lr=a.lr, weight_decay=0.0, betas=(0.9, 0.95))
step0, seen_of = 0, {}
if os.path.exists(a.out + "/state.pt"):
    s = torch.load(a.out + "/state.pt")
    opt.load_state_dict(s["opt"])
    step0 = s["step"]
    seen_of = s["seen"]
    for k, (A, B) in loras.items():
        A.data, B.data = s["lora"][k]
scale = alpha / rank


def lin(L, g, x):
    y = mods[L, g](x.to(wide)).float()
    if (L, g) in loras:
        A, B = loras[L, g]
        y = y + (x @ A.T) @ B.T * scale
    return y


def norm(x, w):
    return w * (x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + eps))


def rope(x, cos, sin):
    h = x.shape[-1] // 2
    return x * cos + torch.cat((-x[..., h:], x[..., :h]), -1) * sin


def tables(start, n):
    c, s = model.model.rotary_emb(torch.zeros(1, 1), torch.arange(start, start + n)[None])
    return c[0][None], s[0][None]


def block(L, x, cs, past=None):
    n = x.shape[0]
    l = layers[L]
    h = norm(x, l.input_layernorm.weight)
    q = rope(lin(L, "attn_q", h).view(n, H, D).transpose(0, 1), *cs)
    k = rope(lin(L, "attn_k", h).view(n, KV, D).transpose(0, 1), *cs)
    v = lin(L, "attn_v", h).view(n, KV, D).transpose(0, 1)
    here = (k, v)
    if past is not None:
        P = past[0].shape[1]
        k, v = torch.cat((past[0], k), 1), torch.cat((past[1], v), 1)
        mask = torch.ones(n, P + n, dtype=torch.bool).tril(P)
        kw = dict(attn_mask=mask)
    else:
        kw = dict(is_causal=True)
    o = F.scaled_dot_product_attention(
        q[None], k.repeat_interleave(H // KV, 0)[None], v.repeat_interleave(H // KV, 0)[None], **kw
    )[0]
    x = x + lin(L, "attn_output", o.transpose(0, 1).reshape(n, H * D))
    h = norm(x, l.post_attention_layernorm.weight)
    return x + lin(L, "ffn_down", F.silu(lin(L, "ffn_gate", h)) * lin(L, "ffn_up", h)), here


S, E = "<|im_start|>", "<|im_end|>"
pool = {}
PRE = None
SYS = None


def ids(t):
    return tok(t, add_special_tokens=False)["input_ids"]


def read():
    global PRE, SYS
    new = 0
    for spec in a.data.split(","):
        path, _, w = spec.partition(":")
        if not os.path.exists(path):
            continue
        for l in open(path):
            x = json.loads(l)
            if x["id"] in pool:
                continue
            if SYS is None:
                SYS = x["system"]
                PRE = ids(f"{S}system\n{SYS}{E}\n{S}user\n")
            assert x["system"] == SYS, x["id"]
            p = ids(f"{x['user']}{E}\n{S}assistant\n")
            t = ids(x["target"] + E + "\n")
            if len(PRE) + len(p) + len(t) > a.maxlen:
                pool[x["id"]] = None
                continue
            pool[x["id"]] = (p, t, float(w or 1))
            seen_of.setdefault(x["id"], 0)
            new += 1
    if new:
        log(new, "new examples;", sum(v is not None for v in pool.values()), "in all")


def next_batch():
    c = [k for k, v in pool.items() if v]
    key = {k: (seen_of[k] + rng.random() * 0.9) / pool[k][2] for k in c}
    b = sorted(c, key=key.get)[: a.bs]
    for k in b:
        seen_of[k] += 1
    return b


def write():
    w = gguf.GGUFWriter(a.out + "/adapter.tmp", "qwen2")
    w.add_string("general.type", "adapter")
    w.add_string("adapter.type", "lora")
    w.add_float32("adapter.lora.alpha", alpha)
    for L in range(len(layers)):
        for g in MAP:
            A, B = loras.get((L, g)) or (old[f"blk.{L}.{g}.weight.lora_a"], old[f"blk.{L}.{g}.weight.lora_b"])
            w.add_tensor(f"blk.{L}.{g}.weight.lora_a", A.detach().half().numpy())
            w.add_tensor(f"blk.{L}.{g}.weight.lora_b", B.detach().half().numpy())
    w.write_header_to_file()
    w.write_kv_data_to_file()
    w.write_tensors_to_file()
    w.close()
    os.replace(a.out + "/adapter.tmp", a.out + "/adapter.gguf")


def save(step):
    torch.save(
        {
            "opt": opt.state_dict(),
            "step": step,
            "seen": seen_of,
            "lora": {k: (A.data, B.data) for k, (A, B) in loras.items()},
        },
        a.out + "/state.tmp",
    )
    os.replace(a.out + "/state.tmp", a.out + "/state.pt")
    write()


stop = []
signal.signal(signal.SIGTERM, lambda *_: stop.append(1))
read()
low = {}
P = len(PRE)
with torch.no_grad():
    cs0 = tables(0, P)
    x = model.model.embed_tokens(torch.tensor(PRE))
    lowkv = []
    for L in range(a.first):
        x, kv = block(L, x, cs0)
        lowkv.append(kv)
    pre_low = x


def lower(k):
    if k not in low:
        p, t, _ = pool[k]
        n = len(p) + len(t) - 1
        x = model.model.embed_tokens(torch.tensor(p + t[:-1]))
        cs = tables(P, n)
        with torch.no_grad():
            for L in range(a.first):
                x, _ = block(L, x, cs, lowkv[L])
        low[k] = x.half()
    return low[k].float()


T1 = time.time()
tokens = 0
losses = []
step = step0
while time.time() < a.until and not stop:
    if step % 10 == 0:
        read()
    part = (time.time() - T0) / (a.until - T0)
    fall = max(0.0, (part - (1 - a.decay)) / a.decay)
    lr = a.lr * min(1, (step - step0 + 1) / a.warm) * max(a.floor, 0.5 * (1 + math.cos(math.pi * fall)))
    for g in opt.param_groups:
        g["lr"] = lr
    B = next_batch()
    nt = sum(len(pool[k][1]) for k in B)
    tl = 0.0
    with torch.no_grad():
        x = pre_low
        upkv = []
        for L in range(a.first, len(layers)):
            x, kv = block(L, x, cs0)
            upkv.append(kv)
    for k in B:
        p, t, _ = pool[k]
        x = lower(k)
        cs = tables(P, x.shape[0])
        for i, L in enumerate(range(a.first, len(layers))):
            x, _ = block(L, x, cs, upkv[i])
        logits = head(norm(x[len(p) - 1 :], model.model.norm.weight).to(wide)).float()
        loss = F.cross_entropy(logits, torch.tensor(t), reduction="sum") / nt
        loss.backward()
        tl += loss.item()
        tokens += x.shape[0]
    gn = torch.nn.utils.clip_grad_norm_(params, 1.0)
    if torch.isfinite(gn):
        opt.step()
    opt.zero_grad(set_to_none=True)
    losses.append(tl)
    step += 1
    log(
        "step",
        step,
        "loss",
        round(tl, 4),
        "mean of 20",
        round(float(np.mean(losses[-20:])), 4),
        "grad",
        round(float(gn), 3),
        "lr",
        f"{lr:.2e}",
        round(tokens / (time.time() - T1), 1),
        "tokens/s",
    )
    if step % a.save == 0:
        save(step)
save(step)
log("done", step)
