import Analysis
import Builtin
import ProfileModel
import Text

/// The page of claims in Korean, the article's own language.
struct KoreanClaims: ClaimWords {
  let title = "스레드인가 프로세스인가: 글의 주장과 이 컴퓨터의 측정"
  let columns = ["주장", "판정", "스레드", "프로세스", "비율 [95 %]", "프로그램에 주는 의미"]
  let whyLabel = "이유"
  let articleHeading = "글의 주장"
  let othersHeading = "글이 다루지 않은 것"
  let segmentsHeading = "세그먼트별 프로세스 메모리"
  let segmentsNote =
    "워커 하나인 프로세스와 스레드 둘인 프로세스의 상주 메모리를, 작업 뒤 멈춰 둔 동안 읽은 값이다. 위에서부터 스택, 힙, 정적 영역이다. 스택은 아래로, 힙은 위로 자라며, 그 사이의 빈 주소는 메모리를 차지하지 않는다."
  let segmentNames = ["스택", "힙", "BSS", "데이터", "코드"]
  let threads = "스레드"
  let processes = "프로세스"

  func introduction(_ facts: ClaimFacts) -> [String] {
    [
      "각 주장은 다른 조건이 모두 같은 두 구성을 비교해 측정했다. 순서를 섞어 \(facts.rounds)회 반복했다. CPU: \(facts.cpuModel), 사용 가능한 CPU \(facts.cpus)개, 리눅스 \(facts.kernel).",
      "비율은 오른쪽 값을 왼쪽 값으로 나눈 것이다. 값은 작업 1회 시간이고, 바이트로 적힌 줄에서는 워커 하나의 메모리다(프로세스는 새로 실행한 것). 1보다 크면 오른쪽이 느리거나 크다. 한쪽이 싸다는 주장은 95 % 신뢰구간 전체가 그쪽으로 1 ± \(facts.margin)를 벗어나면 맞고, 조금도 벗어나지 않으면 맞지 않다. 둘이 같다는 주장은 전체가 1 ± \(facts.alikeMargin) 안에 있으면 맞고(더 비싸지 않다는 주장은 위로 벗어나지 않으면 맞고), 전체가 밖에 있으면 맞지 않다. 그 밖에는 알 수 없다고 한다.",
    ]
  }

  func verdict(_ verdict: ClaimVerdict) -> String {
    switch verdict {
    case .holds: "맞다"
    case .doesNotHold: "맞지 않다"
    case .cannotTell: "알 수 없다"
    }
  }

  func bound(_ kind: BoundKind) -> String {
    switch kind {
    case .cpuUser: "CPU (사용자 코드)"
    case .cpuKernel: "CPU (커널 코드)"
    case .storage: "저장 장치"
    case .lock: "락"
    case .addressSpace: "주소 공간의 락"
    case .starved: "CPU 부족"
    case .throttled: "CPU 할당량"
    case .peer: "상대를 기다림"
    case .timer: "타이머로 쉼"
    case .memory: "메모리"
    case .mixed: "여러 가지"
    }
  }

  func lock(isGIL: Bool) -> String { isGIL ? "GIL로 보이는 락" : "락" }

  func survivors(_ finished: Int, of others: Int) -> String {
    "나머지 \(others)개 중 \(finished)개가 끝까지 작업"
  }

  func memory(spawned: String, forked: String) -> String {
    "새로 실행 \(spawned), fork \(forked)"
  }

  func each(_ time: String) -> String { "1회 \(time)" }
  func eachWorker(_ bytes: String) -> String { "1개당 \(bytes)" }

  func notMeasured(_ reason: String) -> String { "측정하지 못함: \(reason)" }

  func meaning(_ price: ClaimPrice) -> String {
    switch price {
    case .time(let claim, let rate, let difference, let share, let isFirst):
      let sides = bothSides(claim)
      let judgement =
        share < ClaimPrice.negligible
        ? "고를 이유가 되지 않는다"
        : share < ClaimPrice.considerable
          ? "작지만 눈에 띈다" : "'\(isFirst ? sides.first : sides.second)' 쪽을 고를 이유가 된다"
      return
        "초당 \(NumberText.count(Int(clamping: rate)))\(unit(claim)) × \(difference) = 워커 하나의 시간 가운데 \(NumberText.percent(share)): \(judgement)"
    case .memory(let workers, let threads, let spawned, let forked):
      return
        "워커 \(workers)개를 늘리면 스레드는 \(threads), 새로 실행한 프로세스는 \(spawned), fork한 프로세스는 \(forked)를 더 쓴다"
    case .command(let threads, let processes, let isGIL):
      return "스레드 \(threads), 프로세스 \(processes): "
        + (isGIL
          ? "순수 파이썬 계산은 프로세스로 나누거나 GIL이 없는 인터프리터를 쓴다"
          : "이 인터프리터의 스레드는 동시에 계산하거나, 이유가 관찰되지 않았다")
    case .failure(let survives):
      return survives
        ? "일부가 죽어도 계속되어야 하는 일은 별도의 프로세스에 둔다" : "여기서는 프로세스만으로 나머지가 계속되지 않았다"
    case .noDifference: return "비용이 같으므로 다른 기준으로 고른다"
    case .saving(let most):
      return "많아야 \(NumberText.percent(most)) 줄어드므로 다른 기준으로 고른다"
    case .surcharge(let most):
      return "프로세스가 많아야 \(NumberText.percent(most)) 더 들므로 다른 기준으로 고른다"
    case .unknown: return "더 반복하면 알 수도 있다 (--trials)"
    }
  }
}
